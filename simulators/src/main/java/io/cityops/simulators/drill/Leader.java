package io.cityops.simulators.drill;

import java.io.IOException;

/** Whoever started this process and holds its standard input open; however it ends, the input ends with it. */
final class Leader {
    private volatile boolean there = true;

    private Leader() {}

    static Leader atStandardInput() {
        Leader leader = new Leader();
        Thread.ofPlatform().daemon().name("leader").start(leader::listen);
        return leader;
    }

    boolean isThere() {
        return there;
    }

    private void listen() {
        try {
            while (System.in.read() >= 0) {
                // what is said does not matter
            }
        } catch (IOException e) {
            // the same as an end
        }
        there = false;
    }
}
