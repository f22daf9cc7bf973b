package io.cityops.dashboard.signin;

import java.io.ByteArrayOutputStream;
import java.time.Instant;

/** What somebody has on their phone. */
public final class AuthenticatorApp {
    private static final String BASE_32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final byte[] secret;

    /** @param typed the secret as it is shown */
    public AuthenticatorApp(String typed) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int buffer = 0;
        int bits = 0;
        for (char letter : typed.replaceAll("\\s", "").toCharArray()) {
            buffer = (buffer << 5 | BASE_32.indexOf(letter)) & 0xFFFF;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes.write(buffer >> bits & 0xFF);
            }
        }
        secret = bytes.toByteArray();
    }

    public String code() {
        return OneTimeCode.at(secret, OneTimeCode.stepAt(Instant.now()));
    }

    /** Of a phone whose clock is half a minute ahead: good too, and never the one that was used before. */
    public String codeAfter() {
        return OneTimeCode.at(secret, OneTimeCode.stepAt(Instant.now()) + 1);
    }

    public String wrongCode() {
        long now = OneTimeCode.stepAt(Instant.now());
        for (int guess = 111_111; ; guess++) {
            if (OneTimeCode.stepOf(secret, Integer.toString(guess), Instant.now())
                            .isEmpty()
                    && !OneTimeCode.at(secret, now + 2).equals(Integer.toString(guess))) {
                return Integer.toString(guess);
            }
        }
    }
}
