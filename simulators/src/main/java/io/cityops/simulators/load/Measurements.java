package io.cityops.simulators.load;

/** Everything that the loops of one run measure. */
final class Measurements {
    final Counts counts = new Counts();

    /** From the moment a message was due to its answer: what a device waits, the waiting to be sent included. */
    final Latencies answerFromDue = new Latencies();

    /** From the moment it was really sent. */
    final Latencies answerFromSend = new Latencies();

    /** From due to sent: whether the schedule was kept. */
    final Latencies sendDelay = new Latencies();

    /** From the first SYN to CONNACK. */
    final Latencies connect = new Latencies();
}
