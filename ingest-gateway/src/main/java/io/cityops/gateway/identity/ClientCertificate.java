package io.cityops.gateway.identity;

import java.security.cert.X509Certificate;
import java.time.Instant;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import org.jspecify.annotations.Nullable;

/**
 * A certificate that TLS has found to be of an authority that the operator trusts.
 *
 * @param serial hexadecimal, small letters, no leading zeros
 * @param deviceId its common name; null when it has not exactly one
 */
public record ClientCertificate(String serial, @Nullable String deviceId, Instant validFrom, Instant validUntil) {
    public static ClientCertificate of(X509Certificate certificate) {
        return new ClientCertificate(
                certificate.getSerialNumber().toString(16),
                commonName(certificate),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant());
    }

    /** TLS checks it too, but not when it resumes an earlier session. */
    boolean isValidAt(Instant now) {
        return !now.isBefore(validFrom) && now.isBefore(validUntil);
    }

    private static @Nullable String commonName(X509Certificate certificate) {
        String found = null;
        try {
            for (Rdn part : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
                if (part.getType().equalsIgnoreCase("CN")) {
                    if (found != null || part.size() > 1) {
                        return null;
                    }
                    found = part.getValue().toString();
                }
            }
            return found;
        } catch (InvalidNameException e) {
            return null;
        }
    }
}
