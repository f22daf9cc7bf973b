package io.cityops.model.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cityops.model.telemetry.DeviceStatus;
import io.cityops.model.telemetry.DeviceStatus.Origin;
import io.cityops.model.telemetry.StatusCodec;
import org.junit.jupiter.api.Test;

class CommandCodecTest {
    @Test
    void commandComesBackAsItWentIn() {
        Command command = new Command(1_795_306_530_250L, true, "open 40".getBytes(UTF_8));

        assertThat(CommandCodec.decode(CommandCodec.encode(command)))
                .usingRecursiveComparison()
                .isEqualTo(command);
    }

    @Test
    void commandGivenOnceDoesNotPushTheStandingOneOut() {
        assertThat(CommandCodec.key("pump-1", true)).isNotEqualTo(CommandCodec.key("pump-1", false));
        assertThat(CommandCodec.deviceId(CommandCodec.key("pump-1", true))).isEqualTo("pump-1");
        assertThat(CommandCodec.deviceId(CommandCodec.key("pump-1", false))).isEqualTo("pump-1");
    }

    @Test
    void onlyAnEmptyStandingCommandClears() {
        assertThat(new Command(0, true, new byte[0]).clears()).isTrue();
        assertThat(new Command(0, false, new byte[0]).clears()).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Command(0, false, new byte[Command.MAX_PAYLOAD_BYTES + 1]));
    }

    @Test
    void statusComesBackAsItWentIn() {
        DeviceStatus status = new DeviceStatus("cam-1", 5, Origin.LAST_WILL, "offline".getBytes(UTF_8));

        assertThat(StatusCodec.decode(StatusCodec.encode(status)))
                .usingRecursiveComparison()
                .isEqualTo(status);
    }
}
