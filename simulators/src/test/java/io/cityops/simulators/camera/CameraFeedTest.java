package io.cityops.simulators.camera;

import static io.cityops.simulators.city.CityFixtures.MONDAY_TEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.simulators.city.CityFixtures;
import io.cityops.simulators.city.SimulatedDevice;
import io.cityops.simulators.device.FaultOrder;
import io.cityops.simulators.device.FaultPlan;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CameraFeedTest {
    private static final SimulatedDevice CAMERA = CityFixtures.firstOf("traffic-camera");

    private final CameraFeed healthy = feed("stuck:nobody:0-1m");

    @Test
    void aCameraTakesAPictureEachMinuteAtAMomentOfItsOwn() {
        long index = healthy.indexAt(CAMERA, MONDAY_TEN);
        assertThat(healthy.takenAtMillis(CAMERA, index)).isBetween(MONDAY_TEN - 59_999, MONDAY_TEN);
        assertThat(healthy.takenAtMillis(CAMERA, index + 1) - healthy.takenAtMillis(CAMERA, index))
                .isEqualTo(60_000);
    }

    @Test
    void itGoesToTheCamerasSnapshotTopic() {
        assertThat(healthy.at(CAMERA, healthy.indexAt(CAMERA, MONDAY_TEN)))
                .hasValueSatisfying(
                        picture -> assertThat(picture.topic()).isEqualTo("city/traffic/" + CAMERA.id() + "/snapshot"));
    }

    @Test
    void aStuckCameraSendsTheSamePictureAgainAndASilentOneNone() {
        long index = healthy.indexAt(CAMERA, MONDAY_TEN) + 2;
        CameraFeed stuck = feed("stuck:" + CAMERA.id() + ":0-10m");
        assertThat(bytes(stuck, index)).isEqualTo(bytes(stuck, index + 1)).isNotEqualTo(bytes(healthy, index));
        assertThat(bytes(healthy, index)).isNotEqualTo(bytes(healthy, index + 1));
        assertThat(feed("silence:" + CAMERA.id() + ":0-10m").at(CAMERA, index)).isEmpty();
    }

    private static byte[] bytes(CameraFeed feed, long index) {
        return feed.at(CAMERA, index).orElseThrow().payload();
    }

    private static CameraFeed feed(String order) {
        FaultPlan plan = FaultPlan.none().with(List.of(FaultOrder.parse(order, MONDAY_TEN)));
        return new CameraFeed(CityFixtures.city(), plan, Duration.ofMinutes(1));
    }
}
