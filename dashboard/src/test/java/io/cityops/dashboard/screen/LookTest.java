package io.cityops.dashboard.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LookTest {
    @Test
    void aWallIsVietnameseAndDarkUnlessSaidOtherwise() {
        assertThat(Look.of(Map.of(), name -> Optional.empty()))
                .isEqualTo(new Look("vi", "dark", Optional.empty(), Optional.empty()));
    }

    @Test
    void theAddressIsStrongerThanTheCookie() {
        Look look = Look.of(
                Map.of("lang", List.of("vi")), name -> Optional.of(name.equals(Look.LANG_COOKIE) ? "en" : "light"));

        assertThat(look.lang()).isEqualTo("vi");
        assertThat(look.ground()).isEqualTo("light");
    }

    @Test
    void anUnknownLanguageIsVietnamese() {
        assertThat(Look.of(Map.of("lang", List.of("xx")), name -> Optional.empty())
                        .lang())
                .isEqualTo("vi");
    }
}
