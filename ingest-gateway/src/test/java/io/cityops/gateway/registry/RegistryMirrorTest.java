package io.cityops.gateway.registry;

import static io.cityops.gateway.registry.DeviceFixtures.behind;
import static io.cityops.gateway.registry.DeviceFixtures.disabled;
import static io.cityops.gateway.registry.DeviceFixtures.mirrorOf;
import static io.cityops.gateway.registry.DeviceFixtures.riverGauge;
import static io.cityops.gateway.registry.DeviceFixtures.withToken;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RegistryMirrorTest {
    private final List<DeviceChange> told = new ArrayList<>();

    @Test
    void changedDeviceIsFoundAndTold() {
        RegistryMirror mirror = following(mirrorOf(riverGauge("a"), riverGauge("b")));
        KnownDevice changed = disabled("a");

        mirror.replace(Set.of("a"), List.of(changed));

        assertThat(mirror.find("a")).isSameAs(changed);
        assertThat(told).containsExactly(new DeviceChange("a", changed));
    }

    @Test
    void deviceAskedForAndNotFoundWasRemoved() {
        RegistryMirror mirror = following(mirrorOf(riverGauge("a"), riverGauge("b")));

        mirror.replace(Set.of("a"), List.of());

        assertThat(mirror.find("a")).isNull();
        assertThat(mirror.size()).isEqualTo(1);
        assertThat(told).containsExactly(new DeviceChange("a", null));
    }

    @Test
    void rereadingAfterAReconnectTellsOnlyWhatChangedMeanwhile() {
        RegistryMirror mirror = following(mirrorOf(riverGauge("same"), riverGauge("gone"), riverGauge("off")));
        KnownDevice off = disabled("off");
        KnownDevice added = riverGauge("new");

        mirror.replaceAll(List.of(riverGauge("same"), off, added));

        assertThat(told)
                .containsExactlyInAnyOrder(
                        new DeviceChange("off", off), new DeviceChange("new", added), new DeviceChange("gone", null));
    }

    @Test
    void newTokenIsSeenAsAnotherOne() {
        assertThat(riverGauge("a").sameTokenAs(riverGauge("a"))).isTrue();
        assertThat(riverGauge("a").sameTokenAs(withToken("a", "a new one"))).isFalse();
    }

    @Test
    void concentratorSpeaksForTheDevicesBehindItAndForNoOther() {
        KnownDevice concentrator = riverGauge("lns");
        KnownDevice gauge = behind("lns", "70B3D57ED0001234", "gauge");
        KnownDevice foreign = behind("other", "70B3D57ED0001234", "foreign");
        RegistryMirror mirror = mirrorOf(concentrator, gauge, foreign, riverGauge("other"));

        assertThat(mirror.describedBy(concentrator, "city/water/gauge/telemetry"))
                .isSameAs(gauge);
        assertThat(mirror.describedBy(concentrator, "city/water/lns/telemetry")).isSameAs(concentrator);
        assertThat(mirror.describedBy(gauge, "city/water/gauge/telemetry")).isSameAs(gauge);
        assertThat(List.of(
                        "city/water/foreign/telemetry",
                        "city/traffic/gauge/telemetry",
                        "city/water/nobody/telemetry",
                        "city/water/gauge",
                        "city/",
                        "",
                        "town/water/gauge/telemetry"))
                .allSatisfy(topic ->
                        assertThat(mirror.describedBy(concentrator, topic)).isSameAs(concentrator));
        assertThat(mirror.describedBy(gauge, "city/water/lns/telemetry")).isSameAs(gauge);
    }

    @Test
    void externalIdIsWhatItsOwnConcentratorCallsADevice() {
        KnownDevice one = behind("lns", "A1", "one");
        KnownDevice two = behind("other", "A1", "two");
        RegistryMirror mirror = mirrorOf(one, two);

        assertThat(mirror.byExternalId("lns", "A1")).containsSame(one);
        assertThat(mirror.byExternalId("other", "A1")).containsSame(two);
        assertThat(mirror.byExternalId("lns", "A2")).isEmpty();
    }

    @Test
    void externalIdFollowsTheRegistry() {
        RegistryMirror mirror = mirrorOf(behind("lns", "A1", "one"), behind("lns", "A2", "two"));
        KnownDevice twoIsNowA1 = behind("lns", "A1", "two");

        mirror.replace(Set.of("two", "one"), List.of(twoIsNowA1));

        assertThat(mirror.byExternalId("lns", "A1")).containsSame(twoIsNowA1);
        assertThat(mirror.byExternalId("lns", "A2")).isEmpty();
    }

    private RegistryMirror following(RegistryMirror mirror) {
        mirror.follow(told::add);
        return mirror;
    }
}
