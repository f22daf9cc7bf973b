package io.cityops.simulators.mqtt;

import java.time.Duration;
import java.util.concurrent.Executor;

/** The one thread that all connections of a fleet belong to. */
interface FleetThread extends Executor {
    void after(Duration pause, Runnable task);
}
