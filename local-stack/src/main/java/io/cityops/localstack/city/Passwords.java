package io.cityops.localstack.city;

import at.favre.lib.crypto.bcrypt.BCrypt;
import java.security.SecureRandom;
import java.util.Base64;

/** Passwords of people and files that nobody chose. */
public final class Passwords {
    private static final int BYTES = 15;
    private static final int BCRYPT_COST = 12;

    private Passwords() {}

    /** 120 random bits in 20 characters. */
    public static String generate() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    public static String bcrypt(String password) {
        return BCrypt.withDefaults().hashToString(BCRYPT_COST, password.toCharArray());
    }

    public static boolean isOf(String hash, String password) {
        return BCrypt.verifyer().verify(password.toCharArray(), hash).verified;
    }
}
