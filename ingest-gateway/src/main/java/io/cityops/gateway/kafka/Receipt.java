package io.cityops.gateway.kafka;

/** Who waits for a delivery. Called once, on a thread of the journal, which must not be held up. */
public interface Receipt {
    /** Kafka has acknowledged every record, with {@code acks=all}. */
    void stored();

    /** At least one record was given up; others of the same delivery may be stored. */
    void lost(Exception cause);
}
