package io.cityops.gateway.mqtt;

import io.cityops.gateway.operations.SignInOutcome;
import io.cityops.gateway.registry.KnownDevice;
import io.cityops.gateway.registry.RegistryMirror;
import io.cityops.model.registry.DeviceToken;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/** Decides from memory who may connect: user name = client id = device id, password = the device's token. */
public final class SignIn {
    private final RegistryMirror mirror;
    private final byte[] noSalt = DeviceToken.newSalt(new SecureRandom());
    private final byte[] noHash = new byte[32];

    public SignIn(RegistryMirror mirror) {
        this.mirror = mirror;
    }

    /** @param device null unless the outcome is {@code ACCEPTED} */
    record Decision(SignInOutcome outcome, @Nullable KnownDevice device) {}

    Decision decide(
            String clientId, @Nullable String userName, byte @Nullable [] password, @Nullable String willTopic) {
        if (userName == null || password == null) {
            return refused(SignInOutcome.NO_CREDENTIALS);
        }
        if (!clientId.equals(userName)) {
            return refused(SignInOutcome.FOREIGN_CLIENT_ID);
        }
        KnownDevice device = mirror.find(userName);
        // The same work for every name, so that the time of the answer does not tell which devices exist.
        boolean right = device != null && device.hasToken()
                ? device.tokenMatches(password)
                : DeviceToken.matches(noSalt, noHash, password);
        if (device == null) {
            return refused(SignInOutcome.UNKNOWN_DEVICE);
        }
        if (!device.hasToken()) {
            return refused(SignInOutcome.NO_TOKEN_ISSUED);
        }
        if (!right) {
            return refused(SignInOutcome.WRONG_TOKEN);
        }
        if (!device.device().enabled()) {
            return refused(SignInOutcome.DISABLED_DEVICE);
        }
        if (willTopic != null && !willTopic.equals(device.statusTopic())) {
            return refused(SignInOutcome.FOREIGN_WILL);
        }
        return new Decision(SignInOutcome.ACCEPTED, device);
    }

    private static Decision refused(SignInOutcome outcome) {
        return new Decision(outcome, null);
    }
}
