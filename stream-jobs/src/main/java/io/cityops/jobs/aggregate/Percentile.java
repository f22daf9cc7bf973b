package io.cityops.jobs.aggregate;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.mapping.LogarithmicMapping;
import com.datadoghq.sketch.ddsketch.store.Bin;
import com.datadoghq.sketch.ddsketch.store.Store;
import com.datadoghq.sketch.ddsketch.store.UnboundedSizeDenseStore;
import java.util.Arrays;
import java.util.Iterator;

/**
 * A percentile by DDSketch, whose value is within half a percent of a reading of that rank, and does not depend on the
 * order of readings or merges. The numbers are the readings themselves while there are few; then the sketch's bins.
 *
 * <p>Layout: a mark, then readings; or the other mark, then the count of zeros, then index and count of each bin.
 */
final class Percentile extends Aggregator {
    private static final double RELATIVE_ACCURACY = 0.005;
    private static final LogarithmicMapping MAPPING = new LogarithmicMapping(RELATIVE_ACCURACY);
    private static final double READINGS = 0;
    private static final double BINS = 1;
    private static final int MOST_READINGS = 64;

    private final double quantile;

    Percentile(double percentile) {
        this.quantile = percentile / 100;
    }

    @Override
    public double[] empty() {
        return new double[] {READINGS};
    }

    @Override
    public double[] add(double[] numbers, double[] inputs, long observedAtMillis, long intervalMillis) {
        double[] one = {READINGS, inputs[0]};
        return merge(numbers, one);
    }

    @Override
    public double[] merge(double[] into, double[] from) {
        if (into[0] == READINGS && from[0] == READINGS && into.length + from.length <= MOST_READINGS) {
            double[] both = Arrays.copyOf(into, into.length + from.length - 1);
            System.arraycopy(from, 1, both, into.length, from.length - 1);
            return both;
        }
        DDSketch sketch = sketch(into);
        sketch.mergeWith(sketch(from));
        return bins(sketch);
    }

    /** Of the sketch even where the readings are there, so that the value does not jump when they are given up. */
    @Override
    public double value(double[] numbers, Span span) {
        DDSketch sketch = sketch(numbers);
        return sketch.isEmpty() ? Double.NaN : sketch.getValueAtQuantile(quantile);
    }

    private static DDSketch sketch(double[] numbers) {
        DDSketch sketch = new DDSketch(MAPPING, UnboundedSizeDenseStore::new);
        if (numbers[0] == READINGS) {
            for (int i = 1; i < numbers.length; i++) {
                sketch.accept(Math.max(0, numbers[i]));
            }
            return sketch;
        }
        Store store = new UnboundedSizeDenseStore();
        for (int i = 2; i < numbers.length; i += 2) {
            store.add((int) numbers[i], numbers[i + 1]);
        }
        return DDSketch.of(MAPPING, new UnboundedSizeDenseStore(), store, numbers[1]);
    }

    private static double[] bins(DDSketch sketch) {
        double[] numbers = new double[64];
        numbers[0] = BINS;
        numbers[1] = sketch.getCount() - sketch.getPositiveValueStore().getTotalCount();
        int size = 2;
        Iterator<Bin> bins = sketch.getPositiveValueStore().getAscendingIterator();
        while (bins.hasNext()) {
            Bin bin = bins.next();
            if (size + 2 > numbers.length) {
                numbers = Arrays.copyOf(numbers, 2 * numbers.length);
            }
            numbers[size++] = bin.getIndex();
            numbers[size++] = bin.getCount();
        }
        return Arrays.copyOf(numbers, size);
    }
}
