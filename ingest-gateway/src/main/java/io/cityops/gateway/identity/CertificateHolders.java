package io.cityops.gateway.identity;

import io.cityops.gateway.registry.RevokedCertificates;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The open connections that signed in with a certificate: cut when it is revoked, or when it expires. Safe across threads. */
public final class CertificateHolders {
    private final RevokedCertificates revoked;
    private final Clock clock;
    private final Set<Holder> holders = ConcurrentHashMap.newKeySet();

    public CertificateHolders(RevokedCertificates revoked, Clock clock) {
        this.revoked = revoked;
        this.clock = clock;
    }

    /** One connection with its certificate; its identity is its own. */
    public static final class Holder {
        private final ClientCertificate certificate;
        private final Runnable cut;

        private Holder(ClientCertificate certificate, Runnable cut) {
            this.certificate = certificate;
            this.cut = cut;
        }
    }

    /** @param cut closes the connection, from any thread; may be called more than once */
    public Holder enter(ClientCertificate certificate, Runnable cut) {
        Holder holder = new Holder(certificate, cut);
        holders.add(holder);
        // What was revoked between the sign-in and this moment would be missed otherwise.
        if (revoked.contains(certificate.serial())) {
            cut.run();
        }
        return holder;
    }

    public void leave(Holder holder) {
        holders.remove(holder);
    }

    /** Cuts whose certificate is not good any more; called after each revocation, and about once a second. */
    public void sweep() {
        for (Holder holder : holders) {
            if (revoked.contains(holder.certificate.serial()) || !holder.certificate.isValidAt(clock.instant())) {
                holder.cut.run();
            }
        }
    }
}
