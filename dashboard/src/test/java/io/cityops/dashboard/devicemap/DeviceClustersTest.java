package io.cityops.dashboard.devicemap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.cityops.dashboard.devicemap.DeviceClusters.Cluster;
import io.cityops.dashboard.devicemap.DeviceClusters.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceClustersTest {
    private static final View CITY = new View(-50, -50, 50, 50, 1_000, 1_000);

    @ParameterizedTest
    @CsvSource({"390,844", "1920,1080", "3840,2160", "7680,2160", "10000,10000", "1,1"})
    void aScreenNeverHasMoreThanTwoThousandObjectsAndLosesNoDevice(int width, int height) {
        List<MappedDevice> crowd = crowd(100_000);

        List<Cluster> drawn = DeviceClusters.of(crowd, new View(-50, -50, 50, 50, width, height), each -> 0);

        assertThat(drawn).hasSizeLessThanOrEqualTo(2_000);
        assertThat(drawn.stream().mapToInt(each -> each.devices().size()).sum()).isEqualTo(100_000);
    }

    @Test
    void whatIsNotLookedAtIsNotDrawn() {
        View corner = new View(0, 0, 10, 10, 1_000, 1_000);

        assertThat(DeviceClusters.of(crowd(1_000), corner, each -> 0))
                .flatExtracting(Cluster::devices)
                .isNotEmpty()
                .allMatch(device -> device.x() >= 0 && device.x() < 10 && device.y() >= 0 && device.y() < 10);
    }

    @Test
    void oneBadDeviceMarksAllThatAreDrawnWithIt() {
        List<MappedDevice> three = List.of(device("a", 0.1, 0.1), device("b", 0.2, 0.1), device("c", 40, 40));

        List<Cluster> drawn = DeviceClusters.of(three, CITY, each -> each.id().equals("b") ? 5 : 0);

        assertThat(drawn).hasSize(2);
        assertThat(drawn)
                .filteredOn(each -> each.devices().size() == 2)
                .singleElement()
                .satisfies(pair -> {
                    assertThat(pair.badness()).isEqualTo(5);
                    assertThat(pair.x()).isEqualTo(0.15, offset(1e-9));
                });
        assertThat(drawn)
                .filteredOn(each -> each.devices().size() == 1)
                .singleElement()
                .satisfies(one -> assertThat(one.badness()).isZero());
    }

    @Test
    void zoomingInTellsApartWhatIsApart() {
        List<MappedDevice> two = List.of(device("a", 0.1, 0.1), device("b", 0.3, 0.1));

        assertThat(DeviceClusters.of(two, CITY, each -> 0)).hasSize(1);
        assertThat(DeviceClusters.of(two, new View(0, 0, 1, 1, 1_000, 1_000), each -> 0))
                .hasSize(2);
    }

    @Test
    void devicesAtOnePlaceHaveNoSpread() {
        List<MappedDevice> pole = List.of(device("lamp", 3, 3), device("camera", 3, 3));

        assertThat(DeviceClusters.of(pole, CITY, each -> 0))
                .singleElement()
                .satisfies(each -> assertThat(each.spread()).isZero());
    }

    @Test
    void movingTheMapLeavesTheSquaresWhereTheyAre() {
        List<MappedDevice> crowd = crowd(2_000);
        View moved = new View(-45, -45, 55, 55, 1_000, 1_000);

        List<String> here = squares(DeviceClusters.of(crowd, CITY, each -> 0));
        List<String> there = squares(DeviceClusters.of(crowd, moved, each -> 0));

        List<String> shared = new ArrayList<>(here);
        shared.retainAll(there);
        assertThat(shared).hasSizeGreaterThan(here.size() * 8 / 10);
    }

    private static List<String> squares(List<Cluster> drawn) {
        return drawn.stream().map(Cluster::square).toList();
    }

    private static List<MappedDevice> crowd(int count) {
        Random random = new Random(7);
        List<MappedDevice> crowd = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            crowd.add(device("d" + i, random.nextDouble(-50, 50), random.nextDouble(-50, 50)));
        }
        return crowd;
    }

    private static MappedDevice device(String id, double x, double y) {
        return new MappedDevice(id, "river-gauge", "water", "25768", x, y, "reporting");
    }
}
