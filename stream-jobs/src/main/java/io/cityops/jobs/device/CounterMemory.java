package io.cityops.jobs.device;

/** Where a counter stood when its device last told. */
public class CounterMemory {
    public double value;
    public long observedAtMillis;
}
