package io.cityops.jobs.aggregate;

/**
 * Level of service of urban streets after the Highway Capacity Manual 2010: the travel speed in percent of the free-flow
 * speed, A above 85, B above 67, C above 50, D above 40, E above 30, else F; as 1 to 6.
 */
final class LevelOfService extends HarmonicMean {
    private static final double[] ABOVE_PERCENT = {85, 67, 50, 40, 30};

    private final double freeFlowKmh;

    LevelOfService(double freeFlowKmh) {
        this.freeFlowKmh = freeFlowKmh;
    }

    @Override
    public double value(double[] numbers, Span span) {
        double percent = 100 * super.value(numbers, span) / freeFlowKmh;
        if (Double.isNaN(percent)) {
            return Double.NaN;
        }
        int level = 1;
        while (level <= ABOVE_PERCENT.length && percent <= ABOVE_PERCENT[level - 1]) {
            level++;
        }
        return level;
    }
}
