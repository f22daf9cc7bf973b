package io.cityops.gateway.still;

import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.model.telemetry.NativePayload.Refusal;
import io.cityops.model.telemetry.RejectReason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JpegTest {
    private final byte[] picture = PictureFixtures.jpeg(320, 240, false);

    @Test
    void baselineAndProgressivePicturesAreTaken() {
        assertThat(Jpeg.refusal(picture)).isNull();
        assertThat(Jpeg.refusal(PictureFixtures.jpeg(64, 48, true))).isNull();
        assertThat(Jpeg.refusal(Arrays.copyOf(picture, picture.length + 500))).isNull();
    }

    @Test
    void whatIsNotAPictureIsRefused() {
        assertThat(reason(new byte[0])).isEqualTo(RejectReason.MALFORMED);
        assertThat(reason("<html>".getBytes(StandardCharsets.UTF_8))).isEqualTo(RejectReason.MALFORMED);
        assertThat(reason(new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xD9}))
                .isEqualTo(RejectReason.MALFORMED);
    }

    @Test
    void pictureThatIsCutOffAnywhereIsRefused() {
        for (int length = 0; length < picture.length; length++) {
            assertThat(reason(Arrays.copyOf(picture, length)))
                    .as("cut off after %d bytes", length)
                    .isEqualTo(RejectReason.MALFORMED);
        }
    }

    @Test
    void somethingBehindTheEndIsRefused() {
        byte[] more = Arrays.copyOf(picture, picture.length + 6);
        more[picture.length + 2] = '<';

        assertThat(reason(more)).isEqualTo(RejectReason.MALFORMED);
    }

    @Test
    void enormousAreaIsRefusedThoughItsFileIsSmall() {
        byte[] bomb = picture.clone();
        int frame = indexOfFrame(bomb);
        Arrays.fill(bomb, frame + 5, frame + 9, (byte) 0xFF);

        assertThat(reason(bomb)).isEqualTo(RejectReason.TOO_LARGE);
    }

    @Test
    void kindThatBrowsersDoNotShowIsRefused() {
        byte[] arithmetic = picture.clone();
        arithmetic[indexOfFrame(arithmetic) + 1] = (byte) 0xC9;

        assertThat(reason(arithmetic)).isEqualTo(RejectReason.UNSUPPORTED_FORMAT);
    }

    @Test
    void moreBytesThanAllowedAreRefused() {
        assertThat(reason(Arrays.copyOf(picture, Still.MAX_BYTES + 1))).isEqualTo(RejectReason.TOO_LARGE);
        assertThat(Jpeg.refusal(Arrays.copyOf(picture, Still.MAX_BYTES))).isNull();
    }

    @Test
    void nothingThatIsBrokenAtRandomThrows() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] broken = picture.clone();
            for (int j = 0; j < 1 + random.nextInt(8); j++) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
            }
            Jpeg.refusal(broken);
        }
    }

    private static RejectReason reason(byte[] bytes) {
        Refusal refusal = Jpeg.refusal(bytes);
        return refusal == null ? null : refusal.reason();
    }

    private static int indexOfFrame(byte[] jpeg) {
        for (int i = 0; i < jpeg.length - 1; i++) {
            if (jpeg[i] == (byte) 0xFF && jpeg[i + 1] == (byte) 0xC0) {
                return i;
            }
        }
        throw new AssertionError("no frame");
    }
}
