package io.cityops.gateway.identity;

import io.cityops.gateway.operations.SignInOutcome;
import io.cityops.gateway.registry.KnownDevice;
import io.cityops.gateway.registry.RegistryMirror;
import io.cityops.gateway.registry.RevokedCertificates;
import io.cityops.model.registry.DeviceToken;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Decides from memory who may connect: client id = user name = device id, and either the device's token as password or a
 * client certificate whose common name is the device id.
 */
public final class SignIn {
    private final RegistryMirror mirror;
    private final RevokedCertificates revoked;
    private final Clock clock;
    private final BiPredicate<KnownDevice, String> ownTopics;
    private final byte[] noSalt = DeviceToken.newSalt(new SecureRandom());
    private final byte[] noHash = new byte[32];

    public SignIn(RegistryMirror mirror, RevokedCertificates revoked, Clock clock) {
        this(mirror, revoked, clock, (device, topic) -> false);
    }

    /** @param ownTopics which other topics than its status a device's last will may have */
    public SignIn(
            RegistryMirror mirror,
            RevokedCertificates revoked,
            Clock clock,
            BiPredicate<KnownDevice, String> ownTopics) {
        this.mirror = mirror;
        this.revoked = revoked;
        this.clock = clock;
        this.ownTopics = ownTopics;
    }

    /**
     * What a client says of itself.
     *
     * @param clientId empty when it leaves it to the gateway
     * @param certificate null when it showed none
     */
    public record Claim(
            String clientId,
            @Nullable String userName,
            byte @Nullable [] password,
            @Nullable String willTopic,
            @Nullable ClientCertificate certificate) {}

    /** @param device null unless the outcome is {@code ACCEPTED} */
    public record Decision(SignInOutcome outcome, @Nullable KnownDevice device) {}

    public Decision decide(Claim claim) {
        SignInOutcome wrong =
                claim.certificate() == null ? wrongWithToken(claim) : wrongWith(claim.certificate(), claim);
        KnownDevice device = wrong == null ? mirror.find(claimedId(claim)) : null;
        if (wrong != null || device == null) {
            return new Decision(wrong == null ? SignInOutcome.UNKNOWN_DEVICE : wrong, null);
        }
        if (!device.device().enabled()) {
            return new Decision(SignInOutcome.DISABLED_DEVICE, null);
        }
        String willTopic = claim.willTopic();
        if (willTopic != null && !willTopic.equals(device.statusTopic()) && !ownTopics.test(device, willTopic)) {
            return new Decision(SignInOutcome.FOREIGN_WILL, null);
        }
        return new Decision(SignInOutcome.ACCEPTED, device);
    }

    /** The device that is claimed, whether it exists or not. */
    public static String claimedId(Claim claim) {
        if (claim.certificate() != null && claim.certificate().deviceId() != null) {
            return claim.certificate().deviceId();
        }
        return claim.userName() == null ? "" : claim.userName();
    }

    private @Nullable SignInOutcome wrongWithToken(Claim claim) {
        String name = claim.userName();
        byte[] password = claim.password();
        if (name == null || password == null) {
            return SignInOutcome.NO_CREDENTIALS;
        }
        if (!claim.clientId().isEmpty() && !claim.clientId().equals(name)) {
            return SignInOutcome.FOREIGN_CLIENT_ID;
        }
        KnownDevice device = mirror.find(name);
        // The same work for every name, so that the time of the answer does not tell which devices exist.
        boolean right = device != null && device.hasToken()
                ? device.tokenMatches(password)
                : DeviceToken.matches(noSalt, noHash, password);
        if (device == null) {
            return SignInOutcome.UNKNOWN_DEVICE;
        }
        if (!device.hasToken()) {
            return SignInOutcome.NO_TOKEN_ISSUED;
        }
        return right ? null : SignInOutcome.WRONG_TOKEN;
    }

    private @Nullable SignInOutcome wrongWith(ClientCertificate certificate, Claim claim) {
        String name = certificate.deviceId();
        if (name == null) {
            return SignInOutcome.FOREIGN_CERTIFICATE;
        }
        if (revoked.contains(certificate.serial())) {
            return SignInOutcome.REVOKED_CERTIFICATE;
        }
        if (!certificate.isValidAt(clock.instant())) {
            return SignInOutcome.EXPIRED_CERTIFICATE;
        }
        boolean foreignUser = claim.userName() != null && !claim.userName().equals(name);
        boolean foreignClient = !claim.clientId().isEmpty() && !claim.clientId().equals(name);
        if (foreignUser || foreignClient) {
            return SignInOutcome.FOREIGN_CLIENT_ID;
        }
        byte[] password = claim.password();
        KnownDevice device = mirror.find(name);
        // A certificate is enough; but who shows a token as well must show the right one.
        boolean wrongToken =
                password != null && password.length > 0 && device != null && !device.tokenMatches(password);
        return wrongToken ? SignInOutcome.WRONG_TOKEN : null;
    }
}
