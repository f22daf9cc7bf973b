package io.cityops.jobs.device;

import io.cityops.jobs.wire.CopyBytes;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.Measure;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The measures of a report in their order, and what follows from them alone. */
final class Shape {
    private static final int MOST_REMEMBERED = 10_000;

    final String[] measures;
    /** A hash of their names. */
    final int content;
    /** Their names as a column of {@link CopyBytes}. */
    final byte[] column;
    /** By position how the measure is doubted; null: not at all. */
    final Measure.@Nullable Doubt[] doubts;

    private Shape(String[] measures, Map<String, Measure.Doubt> byMeasure) {
        this.measures = measures;
        this.content = Arrays.hashCode(measures);
        this.column = new CopyBytes().texts(measures).toBytes();
        this.doubts = Arrays.stream(measures).map(byMeasure::get).toArray(Measure.Doubt[]::new);
    }

    /** Whose measures nobody doubts. */
    static Shape of(String[] measures) {
        return new Shape(measures, Map.of());
    }

    boolean isOf(String[] others) {
        return Arrays.equals(measures, others);
    }

    /** Those that were met, each once. */
    static final class Known {
        private final Map<String, Measure.Doubt> doubts = new HashMap<>();
        private final Map<List<String>, Shape> byMeasures = new HashMap<>();

        Known(Catalogue catalogue) {
            for (Measure measure : catalogue.measures()) {
                if (!measure.doubt().equals(Measure.Doubt.NONE)) {
                    doubts.put(measure.id(), measure.doubt());
                }
            }
        }

        Shape of(String[] measures) {
            Shape known = byMeasures.get(Arrays.asList(measures));
            if (known == null) {
                known = new Shape(measures, doubts);
                if (byMeasures.size() < MOST_REMEMBERED) {
                    byMeasures.put(List.of(measures), known);
                }
            }
            return known;
        }
    }
}
