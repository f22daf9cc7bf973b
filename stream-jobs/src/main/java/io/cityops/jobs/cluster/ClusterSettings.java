package io.cityops.jobs.cluster;

import io.cityops.jobs.JobSettings;
import io.cityops.model.settings.Settings;
import java.nio.file.Path;

/**
 * What a process of the cluster is told beside the job's own settings.
 *
 * @param folder {@code flink/} in the data folder
 * @param zookeeper {@code host:port}
 * @param rpcPort where the job manager listens for task managers
 * @param member this process's name, unique in the cluster
 * @param taskHeapMebibytes of a task manager, for the job's operators and state
 */
record ClusterSettings(
        JobSettings job, Path folder, String zookeeper, int rpcPort, String member, int taskHeapMebibytes) {

    static ClusterSettings from(Settings settings, String member) {
        JobSettings job = JobSettings.from(settings);
        Path folder = folder(settings);
        return new ClusterSettings(
                job,
                folder,
                settings.string("CITYOPS_JOBS_ZOOKEEPER", settings.bind() + ":" + zookeeperPort(settings)),
                settings.port("CITYOPS_JOBS_RPC_PORT", 6123),
                settings.string("CITYOPS_JOBS_MEMBER", member),
                settings.integer("CITYOPS_JOBS_TASK_HEAP_MIB", 384, 64, 65_536));
    }

    static Path folder(Settings settings) {
        return Path.of(settings.string("CITYOPS_DATA", ".cityops"))
                .toAbsolutePath()
                .resolve("flink");
    }

    static int zookeeperPort(Settings settings) {
        return settings.port("CITYOPS_ZOOKEEPER_PORT", 2181);
    }

    /** What a job manager leaves for the next one; ZooKeeper points to it. */
    Path haStorage() {
        return folder.resolve("ha");
    }

    /** Files that this process needs while it runs. */
    Path scratch() {
        return folder.resolve("scratch-" + member);
    }
}
