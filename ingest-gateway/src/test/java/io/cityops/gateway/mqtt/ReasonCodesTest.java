package io.cityops.gateway.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.gateway.operations.SignInOutcome;
import io.cityops.model.telemetry.RejectReason;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ReasonCodesTest {
    @Test
    void refusedPublishCarriesTheCodeThatFitsItsReason() {
        assertThat(ReasonCodes.publish(RejectReason.FOREIGN_TOPIC)).isEqualTo((byte) 0x87);
        assertThat(ReasonCodes.publish(RejectReason.MALFORMED)).isEqualTo((byte) 0x99);
        assertThat(ReasonCodes.publish(RejectReason.OUT_OF_RANGE)).isEqualTo((byte) 0x83);
        assertThat(ReasonCodes.publish(RejectReason.TOO_MANY)).isEqualTo((byte) 0x97);
    }

    @Test
    void everyRefusalIsAnErrorToTheClient() {
        assertThat(RejectReason.values())
                .allSatisfy(reason -> assertThat(ReasonCodes.publish(reason)).isNegative());
    }

    @Test
    void wrongTokenAndUnknownDeviceLookTheSameFromOutside() {
        assertThat(ReasonCodes.connect5(SignInOutcome.WRONG_TOKEN))
                .isEqualTo(ReasonCodes.connect5(SignInOutcome.UNKNOWN_DEVICE))
                .isEqualTo(0x86);
        assertThat(ReasonCodes.connect3(SignInOutcome.WRONG_TOKEN))
                .isEqualTo(ReasonCodes.connect3(SignInOutcome.UNKNOWN_DEVICE))
                .isEqualTo(4);
    }

    @Test
    void mqtt3ClientsGetNoCodeOfMqtt5() {
        assertThat(Arrays.stream(SignInOutcome.values()).map(ReasonCodes::connect3))
                .allSatisfy(code -> assertThat(code).isBetween(0, 5));
    }
}
