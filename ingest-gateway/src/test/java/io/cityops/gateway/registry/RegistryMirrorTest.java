package io.cityops.gateway.registry;

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
    void connectionMayStayOnlyWhileItsDeviceIsEnabledWithTheSameToken() {
        KnownDevice signedIn = riverGauge("a");

        assertThat(signedIn.mayStayAs(riverGauge("a"))).isTrue();
        assertThat(signedIn.mayStayAs(disabled("a"))).isFalse();
        assertThat(signedIn.mayStayAs(withToken("a", "a new one"))).isFalse();
        assertThat(signedIn.mayStayAs(null)).isFalse();
    }

    private RegistryMirror following(RegistryMirror mirror) {
        mirror.follow(told::add);
        return mirror;
    }
}
