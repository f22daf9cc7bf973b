package io.cityops.dashboard.notification;

import static io.cityops.dashboard.notification.NotificationFixtures.river;
import static io.cityops.dashboard.notification.NotificationFixtures.test;
import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.dashboard.alerts.AlertText;
import io.cityops.model.catalogue.Catalogue;
import org.junit.jupiter.api.Test;

class NotificationTextTest {
    private static final Catalogue CITY = Catalogue.load(null);

    private final NotificationText texts = new NotificationText(new AlertText(CITY));
    private final String ward = CITY.area("25747").name().vi();

    @Test
    void theSubjectTellsHowBadWhatAndWhere() {
        assertThat(texts.subject(river("raised", "vi")))
                .isEqualTo("[CityOps] KHẨN CẤP · Mực nước sông vượt báo động · " + ward + " · river-1 · Cảnh báo mới");
        assertThat(texts.subject(river("escalated", "en")))
                .startsWith("[CityOps] CRITICAL · River above alarm level")
                .endsWith("Escalated: nobody has acknowledged");
    }

    @Test
    void theBodyTellsWhatToDoInTheCitysTime() {
        assertThat(texts.body(river("raised", "vi"), "https://ioc.city.vn"))
                .contains("Mực nước 1,62 m, vượt báo động III (1,60 m)")
                .contains("Bắt đầu: 10:00:00 22/11/2026")
                .contains("Việc cần làm: Báo phường ven sông")
                .contains("https://ioc.city.vn");
        assertThat(texts.body(river("raised", "en"), null))
                .contains("Water level 1.62 m, above alarm III (1.60 m)", "What to do: Warn the riverside wards");
    }

    @Test
    void anSmsIsOneLineThatEveryTelephoneCanShow() {
        assertThat(texts.sms(river("cleared", "vi")))
                .startsWith("CityOps KHAN CAP: Muc nuoc song vuot bao dong.")
                .endsWith("Da het canh bao")
                .matches("[\\x20-\\x7e]{20,300}");
    }

    @Test
    void aTestSaysThatItIsOne() {
        assertThat(texts.subject(test("vi"))).isEqualTo("[CityOps] Thử đường thông báo");
        assertThat(texts.sms(test("en"))).isEqualTo("CityOps: Test of this way to reach you");
    }
}
