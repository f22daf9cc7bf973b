package io.cityops.jobs.aggregate;

/**
 * What a value speaks of: {@code [startMillis, endMillis)}, seen at {@code asOfMillis}.
 *
 * @param devices how many devices stand behind the numbers
 */
public record Span(long startMillis, long endMillis, long asOfMillis, int devices) {
    public long lengthMillis() {
        return endMillis - startMillis;
    }

    public boolean isOpen() {
        return asOfMillis < endMillis;
    }

    /** The same for one device of it. */
    Span ofOneDevice() {
        return new Span(startMillis, endMillis, asOfMillis, 1);
    }
}
