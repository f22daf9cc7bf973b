package io.cityops.jobs.cluster;

import io.cityops.model.settings.Settings;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;

/** A task manager of the cluster. It finds the job manager through ZooKeeper, now and after each change of it. */
public final class TaskManager {
    private TaskManager() {}

    public static void main(String[] arguments) throws Exception {
        ClusterSettings settings = ClusterSettings.from(Settings.fromEnvironment(), "taskmanager");
        TaskManagerRunner.main(new String[] {
            "--configDir", ClusterConfiguration.write(settings).toString()
        });
    }
}
