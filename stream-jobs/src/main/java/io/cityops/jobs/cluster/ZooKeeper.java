package io.cityops.jobs.cluster;

import io.cityops.model.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.runtime.zookeeper.FlinkZooKeeperQuorumPeer;

/**
 * The ZooKeeper inside Flink's own jars, one node: it remembers who leads and which checkpoint is the newest, so that a
 * job manager that begins again finds its job. A city with a ZooKeeper of its own names it with
 * {@code CITYOPS_JOBS_ZOOKEEPER} instead.
 */
public final class ZooKeeper {
    private ZooKeeper() {}

    public static void main(String[] arguments) throws Exception {
        Settings settings = Settings.fromEnvironment();
        Path folder = ClusterSettings.folder(settings).resolve("zookeeper");
        Files.createDirectories(folder);
        Path configuration = folder.resolve("zoo.cfg");
        Files.writeString(configuration, """
                dataDir=%s
                clientPort=%d
                clientPortAddress=%s
                tickTime=1000
                maxClientCnxns=100
                autopurge.purgeInterval=1
                autopurge.snapRetainCount=3
                admin.enableServer=false
                """.formatted(
                        folder.resolve("data"), ClusterSettings.zookeeperPort(settings), settings.bind()));
        FlinkZooKeeperQuorumPeer.main(new String[] {"--zkConfigFile", configuration.toString(), "--peerId", "1"});
    }
}
