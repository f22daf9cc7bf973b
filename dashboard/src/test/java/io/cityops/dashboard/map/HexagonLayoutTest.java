package io.cityops.dashboard.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.model.catalogue.Area;
import io.cityops.model.catalogue.Catalogue;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HexagonLayoutTest {
    private static final Projection PROJECTION = new Projection(10.78, 106.69);
    private static final List<Point> PLACES = Catalogue.load(null).areas().stream()
            .filter(area -> !area.code().equals(Area.CITY) && area.lat() > 9)
            .map(area -> PROJECTION.kilometres(area.lat(), area.lon()))
            .toList();
    private static final List<List<Integer>> NEIGHBOURS = VoronoiCells.around(
                    PLACES, PLACES.stream().mapToDouble(place -> 15).toArray())
            .neighbours();
    private static final List<Hexagon> CELLS = HexagonLayout.of(PLACES, NEIGHBOURS);

    @Test
    void eachPlaceHasItsOwnCell() {
        assertThat(CELLS).hasSameSizeAs(PLACES).doesNotHaveDuplicates();
    }

    @Test
    void theSamePlacesAlwaysLieTheSame() {
        assertThat(HexagonLayout.of(PLACES, NEIGHBOURS)).isEqualTo(CELLS);
    }

    @Test
    void mostNeighboursOnTheGroundTouchOrNearlyTouch() {
        long pairs = 0;
        long near = 0;
        for (int i = 0; i < PLACES.size(); i++) {
            for (int n : NEIGHBOURS.get(i)) {
                pairs++;
                near += CELLS.get(i).steps(CELLS.get(n)) <= 2 ? 1 : 0;
            }
        }
        assertThat((double) near / pairs).isGreaterThan(0.8);
    }

    @Test
    void northIsUpAndEastIsRight() {
        assertThat(correlation(Point::x)).isGreaterThan(0.85);
        assertThat(correlation(Point::y)).isGreaterThan(0.85);
    }

    private static double correlation(ToDoubleFunction<Point> axis) {
        double[] real = PLACES.stream().mapToDouble(axis).toArray();
        double[] drawn = CELLS.stream().map(Hexagon::middle).mapToDouble(axis).toArray();
        double realMean = IntStream.range(0, real.length)
                .mapToDouble(i -> real[i])
                .average()
                .orElseThrow();
        double drawnMean = IntStream.range(0, drawn.length)
                .mapToDouble(i -> drawn[i])
                .average()
                .orElseThrow();
        double product = 0;
        double realSquares = 0;
        double drawnSquares = 0;
        for (int i = 0; i < drawn.length; i++) {
            product += (real[i] - realMean) * (drawn[i] - drawnMean);
            realSquares += (real[i] - realMean) * (real[i] - realMean);
            drawnSquares += (drawn[i] - drawnMean) * (drawn[i] - drawnMean);
        }
        return product / Math.sqrt(realSquares * drawnSquares);
    }
}
