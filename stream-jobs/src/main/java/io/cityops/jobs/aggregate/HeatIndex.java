package io.cityops.jobs.aggregate;

/**
 * Felt temperature in °C, of the means of temperature and relative humidity: the regression of Rothfusz with the two
 * adjustments of the US National Weather Service, and Steadman's simple form where that gives under 80 °F.
 */
final class HeatIndex extends Sums {
    private static final double REGRESSION_FROM_F = 80;

    HeatIndex() {
        super(4);
    }

    @Override
    public double[] add(double[] numbers, double[] inputs, long observedAtMillis, long intervalMillis) {
        if (!Double.isNaN(inputs[1])) {
            numbers[0] += inputs[0];
            numbers[1]++;
            numbers[2] += inputs[1];
            numbers[3]++;
        }
        return numbers;
    }

    @Override
    public double value(double[] numbers, Span span) {
        return numbers[1] > 0 ? feltC(numbers[0] / numbers[1], numbers[2] / numbers[3]) : Double.NaN;
    }

    static double feltC(double temperatureC, double humidity) {
        double t = temperatureC * 9 / 5 + 32;
        double simple = (t + 0.5 * (t + 61 + (t - 68) * 1.2 + humidity * 0.094)) / 2;
        double felt = simple < REGRESSION_FROM_F ? simple : regression(t, humidity);
        return (felt - 32) * 5 / 9;
    }

    private static double regression(double t, double h) {
        double felt = -42.379
                + 2.04901523 * t
                + 10.14333127 * h
                - 0.22475541 * t * h
                - 0.00683783 * t * t
                - 0.05481717 * h * h
                + 0.00122874 * t * t * h
                + 0.00085282 * t * h * h
                - 0.00000199 * t * t * h * h;
        if (h < 13 && t >= 80 && t <= 112) {
            felt -= (13 - h) / 4 * Math.sqrt((17 - Math.abs(t - 95)) / 17);
        } else if (h > 85 && t >= 80 && t <= 87) {
            felt += (h - 85) / 10 * ((87 - t) / 5);
        }
        return felt;
    }
}
