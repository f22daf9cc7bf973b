package io.cityops.simulators.device;

/**
 * What a gateway should make of one observation in a message.
 *
 * @param observedAtMillis {@link #UNKNOWN} where the message cannot be read
 * @param measures how many values are to be stored
 * @param rejections how many entries are to be found among the rejected
 */
public record Content(long observedAtMillis, long seq, int measures, int rejections) {
    /** Stands for a time or a number that is not there. */
    public static final long UNKNOWN = -1;
}
