package io.cityops.dashboard.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OneTimeCodeTest {
    /** Of RFC 6238, appendix B, whose codes have eight digits: ours are their last six. */
    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void theCodesAreThoseOfTheStandard(long second, String code) {
        Instant then = Instant.ofEpochSecond(second);

        assertThat(OneTimeCode.at(SECRET, OneTimeCode.stepAt(then))).isEqualTo(code);
        assertThat(OneTimeCode.stepOf(SECRET, code, then)).hasValue(OneTimeCode.stepAt(then));
    }

    @Test
    void aClockMayBeOneStepWrongAndNoMore() {
        Instant then = Instant.ofEpochSecond(1_234_567_890);
        String code = OneTimeCode.at(SECRET, OneTimeCode.stepAt(then));

        assertThat(OneTimeCode.stepOf(SECRET, code, then.plusSeconds(30))).isPresent();
        assertThat(OneTimeCode.stepOf(SECRET, code, then.minusSeconds(30))).isPresent();
        assertThat(OneTimeCode.stepOf(SECRET, code, then.plusSeconds(60))).isEmpty();
        assertThat(OneTimeCode.stepOf(SECRET, code, then.minusSeconds(60))).isEmpty();
        assertThat(OneTimeCode.stepOf(SECRET, "", then)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"f, MY", "fo, MZXQ", "foo, MZXW6", "foob, MZXW6YQ", "fooba, MZXW6YTB", "foobar, MZXW6YTBOI"})
    void secretsAreWrittenInBase32(String bytes, String text) {
        assertThat(OneTimeCode.base32(bytes.getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(text);
    }

    @Test
    void aKeptSecretIsOpenedForItsAccountOnly() {
        SecretBox box = new SecretBox(new byte[32]);
        byte[] kept = box.close(SECRET, "lan");

        assertThat(box.open(kept, "lan")).isEqualTo(SECRET);
        assertThat(kept).isNotEqualTo(box.close(SECRET, "lan"));
        assertThatThrownBy(() -> box.open(kept, "minh")).isInstanceOf(IllegalStateException.class);
        byte[] damaged = Arrays.copyOf(kept, kept.length);
        damaged[kept.length - 1] ^= 1;
        assertThatThrownBy(() -> box.open(damaged, "lan")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aQrCodeIsReadAsWhatWasWritten() throws Exception {
        String text = "otpauth://totp/CityOps:lan?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=CityOps";
        QrCode code = QrCode.of(text);
        int scale = 4;
        int side = code.size() * scale;
        int[] pixels = new int[side * side];
        Arrays.fill(pixels, 0xFFFFFF);
        Matcher dots = Pattern.compile("M(\\d+) (\\d+)h1v1h-1z").matcher(code.path());
        while (dots.find()) {
            int x = Integer.parseInt(dots.group(1)) * scale;
            int y = Integer.parseInt(dots.group(2)) * scale;
            for (int row = y; row < y + scale; row++) {
                Arrays.fill(pixels, row * side + x, row * side + x + scale, 0);
            }
        }

        BinaryBitmap picture = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(side, side, pixels)));

        assertThat(new QRCodeReader().decode(picture).getText()).isEqualTo(text);
    }
}
