package io.cityops.model.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicPatternTest {
    @Test
    void nameStandsForOneLevel() {
        TopicPattern pattern = new TopicPattern("v3/{app}/devices/{id}/up");
        assertThat(pattern.match("v3/a@t/devices/x/up")).isEqualTo(Map.of("app", "a@t", "id", "x"));
        assertThat(pattern.match("v3/a@t/devices/x/up/")).isNull();
        assertThat(pattern.match("v3/a@t/devices/x")).isNull();
        assertThat(pattern.match("v3/a/b/devices/x/up")).isNull();
    }

    @Test
    void nameWithDotsStandsForOneOrMore() {
        TopicPattern pattern = new TopicPattern("{prefix...}/onvif-ej/{event...}");
        assertThat(pattern.match("a/b/onvif-ej/X/Y/&1")).isEqualTo(Map.of("prefix", "a/b", "event", "X/Y/&1"));
        assertThat(pattern.match("onvif-ej/X")).isNull();
        assertThat(pattern.match("a/onvif-ej")).isNull();
    }
}
