package io.cityops.dashboard.signin;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-256-GCM: what is in the box is read by whoever has the key, and for the account only that it was put in for. */
final class SecretBox {
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKey key;
    private final SecureRandom random = new SecureRandom();

    /** @param key 32 bytes */
    SecretBox(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
    }

    byte[] close(byte[] secret, String account) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] closed = cipher(Cipher.ENCRYPT_MODE, nonce, account).doFinal(secret);
            return ByteBuffer.allocate(nonce.length + closed.length)
                    .put(nonce)
                    .put(closed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws IllegalStateException of another key, of another account, or damaged */
    byte[] open(byte[] box, String account) {
        ByteBuffer parts = ByteBuffer.wrap(box);
        byte[] nonce = new byte[NONCE_BYTES];
        parts.get(nonce);
        byte[] closed = new byte[parts.remaining()];
        parts.get(closed);
        try {
            return cipher(Cipher.DECRYPT_MODE, nonce, account).doFinal(closed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the second factor of " + account + " was kept with another key", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String account) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(account.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
