package io.cityops.model.registry;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * A device's secret: 128 random bits, shown once and kept as SHA-256(salt || token). A slow password hash would add
 * nothing, since there is no dictionary of random tokens to try, and would stall a storm of reconnecting devices.
 */
public final class DeviceToken {
    private static final int TOKEN_BYTES = 16;
    private static final int SALT_BYTES = 16;

    private DeviceToken() {}

    /** A new token of 22 characters (base64url without padding). */
    public static String generate(SecureRandom random) {
        byte[] token = new byte[TOKEN_BYTES];
        random.nextBytes(token);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    public static byte[] newSalt(SecureRandom random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return salt;
    }

    public static byte[] hash(byte[] salt, String token) {
        return hash(salt, token.getBytes(StandardCharsets.UTF_8));
    }

    public static byte[] hash(byte[] salt, byte[] token) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(salt);
            return sha256.digest(token);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Takes the same time wherever the first difference lies. */
    public static boolean matches(byte[] salt, byte[] expectedHash, byte[] token) {
        return MessageDigest.isEqual(expectedHash, hash(salt, token));
    }
}
