package io.cityops.dashboard.signin;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Codes of six digits that change every thirty seconds: RFC 6238 with HMAC-SHA-1, as authenticator apps make them. */
final class OneTimeCode {
    static final Duration STEP = Duration.ofSeconds(30);
    static final int SECRET_BYTES = 20;

    /** A clock may be one step wrong, either way (RFC 6238, 5.2). */
    private static final int SLACK = 1;

    private static final int DIGITS = 6;
    private static final String BASE_32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private OneTimeCode() {}

    static long stepAt(Instant now) {
        return Math.floorDiv(now.getEpochSecond(), STEP.toSeconds());
    }

    static String at(byte[] secret, long step) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            byte[] hash =
                    mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            int offset = hash[hash.length - 1] & 0xF;
            int number = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & 0x7FFF_FFFF;
            return String.format(Locale.ROOT, "%0" + DIGITS + "d", number % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The step whose code this is, near now; empty: it is none. */
    static OptionalLong stepOf(byte[] secret, String code, Instant now) {
        long middle = stepAt(now);
        OptionalLong found = OptionalLong.empty();
        for (long step = middle - SLACK; step <= middle + SLACK; step++) {
            if (MessageDigest.isEqual(
                    at(secret, step).getBytes(StandardCharsets.US_ASCII), code.getBytes(StandardCharsets.UTF_8))) {
                found = OptionalLong.of(step);
            }
        }
        return found;
    }

    /** RFC 4648 without padding, as apps want secrets. */
    static String base32(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        int buffer = 0;
        int bits = 0;
        for (byte each : bytes) {
            buffer = buffer << 8 | each & 0xFF;
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                text.append(BASE_32.charAt(buffer >> bits & 31));
            }
            buffer &= (1 << bits) - 1;
        }
        if (bits > 0) {
            text.append(BASE_32.charAt(buffer << 5 - bits & 31));
        }
        return text.toString();
    }
}
