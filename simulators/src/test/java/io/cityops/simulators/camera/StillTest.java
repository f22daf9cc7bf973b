package io.cityops.simulators.camera;

import static io.cityops.simulators.city.CityFixtures.MONDAY_TEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.simulators.camera.Scene.Kind;
import io.cityops.simulators.city.StreetView;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class StillTest {
    private static final StreetView NOON = new StreetView(3000, 30, 0, 0, 12);
    private static final StreetView RUSH = new StreetView(3200, 9, 0, 0, 17.5);
    private static final StreetView NIGHT = new StreetView(600, 45, 0, 0, 1);
    private static final StreetView DOWNPOUR = new StreetView(1500, 20, 45, 0, 12);
    private static final StreetView FLOOD = new StreetView(900, 12, 10, 0.3, 12);

    @Test
    void aStillIsAJpegOfTheCamerasSizeWithinTheContractsLimit() throws IOException {
        for (StreetView street : new StreetView[] {NOON, RUSH, NIGHT, DOWNPOUR, FLOOD}) {
            byte[] jpeg = Still.jpeg("cam-26740-1", street, MONDAY_TEN, MONDAY_TEN);
            BufferedImage picture = Objects.requireNonNull(ImageIO.read(new ByteArrayInputStream(jpeg)));
            assertThat(picture.getWidth()).isEqualTo(640);
            assertThat(picture.getHeight()).isEqualTo(360);
            assertThat(jpeg.length).isBetween(10_000, Still.MOST_BYTES);
        }
    }

    @Test
    void theSameMomentIsTheSameBytesAndAnotherMomentOrCameraIsNot() {
        byte[] once = Still.jpeg("cam-26740-1", RUSH, MONDAY_TEN, MONDAY_TEN);
        assertThat(Still.jpeg("cam-26740-1", RUSH, MONDAY_TEN, MONDAY_TEN)).isEqualTo(once);
        assertThat(Still.jpeg("cam-26740-1", RUSH, MONDAY_TEN + 60_000, MONDAY_TEN + 60_000))
                .isNotEqualTo(once);
        assertThat(Still.jpeg("cam-26743-1", RUSH, MONDAY_TEN, MONDAY_TEN)).isNotEqualTo(once);
    }

    @Test
    void asManyVehiclesAreSeenAsTheDensityPutsOnAHundredMetres() {
        assertThat(Scene.of(1, NOON, MONDAY_TEN).vehicles()).hasSize(10);
        assertThat(Scene.of(1, RUSH, MONDAY_TEN).vehicles()).hasSize(36);
        assertThat(Scene.of(1, NIGHT, MONDAY_TEN).vehicles()).hasSize(1);
    }

    @Test
    void mostAreMotorcyclesAndAFewAreBuses() {
        Scene rush = Scene.of(1, RUSH, MONDAY_TEN);
        assertThat(count(rush, Kind.MOTORCYCLE)).isEqualTo(29);
        assertThat(count(rush, Kind.CAR)).isEqualTo(6);
        assertThat(count(rush, Kind.BUS)).isEqualTo(1);
    }

    @Test
    void everyVehicleCanBeSeenInThePicture() {
        StreetView empty = new StreetView(0, 40, 0, 0, 12);
        BufferedImage street = Still.picture(Scene.of(1, empty, MONDAY_TEN), "cam-1", MONDAY_TEN, MONDAY_TEN);
        Scene rush = Scene.of(1, new StreetView(3200, 9, 0, 0, 12), MONDAY_TEN);
        BufferedImage full = Still.picture(rush, "cam-1", MONDAY_TEN, MONDAY_TEN);
        assertThat(rush.vehicles()).allSatisfy(vehicle -> {
            int x = (int) Canvas.x(vehicle.besideM(), vehicle.awayM());
            int y = (int) Canvas.y(0.8, vehicle.awayM());
            boolean changed = false;
            for (int dx = -3; dx <= 3; dx++) {
                changed |= full.getRGB(x + dx, y) != street.getRGB(x + dx, y);
            }
            assertThat(changed).as(vehicle.toString()).isTrue();
        });
    }

    @Test
    void nightIsDarkAndRainIsGrey() {
        double noon = brightness(NOON);
        assertThat(brightness(NIGHT)).isLessThan(0.6 * noon);
        assertThat(colourfulness(DOWNPOUR)).isLessThan(0.8 * colourfulness(NOON));
    }

    @Test
    void waterCoversTheMarkingsOfTheRoad() {
        BufferedImage dry = picture(new StreetView(0, 40, 0, 0, 12));
        BufferedImage flooded = picture(new StreetView(0, 40, 0, 0.4, 12));
        int x = (int) Canvas.x(-0.2, 14);
        int y = (int) Canvas.y(0, 14);
        assertThat(new Color(dry.getRGB(x, y)).getRed()).isGreaterThan(200);
        assertThat(new Color(flooded.getRGB(x, y)).getRed()).isLessThan(170);
    }

    private static long count(Scene scene, Kind kind) {
        return scene.vehicles().stream()
                .filter(vehicle -> vehicle.kind() == kind)
                .count();
    }

    private static BufferedImage picture(StreetView street) {
        return Still.picture(Scene.of(1, street, MONDAY_TEN), "cam-1", MONDAY_TEN, MONDAY_TEN);
    }

    private static double brightness(StreetView street) {
        BufferedImage picture = picture(street);
        double sum = 0;
        for (int y = 40; y < 320; y += 4) {
            for (int x = 0; x < 640; x += 4) {
                Color color = new Color(picture.getRGB(x, y));
                sum += color.getRed() + color.getGreen() + color.getBlue();
            }
        }
        return sum;
    }

    private static double colourfulness(StreetView street) {
        BufferedImage picture = picture(street);
        double sum = 0;
        for (int y = 40; y < 320; y += 4) {
            for (int x = 0; x < 640; x += 4) {
                Color color = new Color(picture.getRGB(x, y));
                int most = Math.max(color.getRed(), Math.max(color.getGreen(), color.getBlue()));
                int least = Math.min(color.getRed(), Math.min(color.getGreen(), color.getBlue()));
                sum += most - least;
            }
        }
        return sum;
    }
}
