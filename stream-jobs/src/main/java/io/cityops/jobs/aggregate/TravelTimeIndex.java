package io.cityops.jobs.aggregate;

/** The time of a journey over that on a free road, by speeds: free-flow over space-mean. */
final class TravelTimeIndex extends HarmonicMean {
    private final double freeFlowKmh;

    TravelTimeIndex(double freeFlowKmh) {
        this.freeFlowKmh = freeFlowKmh;
    }

    @Override
    public double value(double[] numbers, Span span) {
        return freeFlowKmh / super.value(numbers, span);
    }
}
