/** The job on a Flink cluster of separate processes: ZooKeeper, job manager, task managers. */
@NullMarked
package io.cityops.jobs.cluster;

import org.jspecify.annotations.NullMarked;
