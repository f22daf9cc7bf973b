package io.cityops.localstack.certificate;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;

/** A certificate's serial number as the registry writes it: hexadecimal, small letters, no leading zeros. */
public final class Serial {
    private static final int MAX_DIGITS = 40;

    private Serial() {}

    /** From the ways in which tools print it: {@code 0A:1B:2C}, {@code 0x0a1b2c}, {@code 0A1B2C}. */
    public static Optional<String> parse(String text) {
        String digits = text.strip().toLowerCase(Locale.ROOT).replace(":", "");
        digits = digits.startsWith("0x") ? digits.substring(2) : digits;
        if (!digits.matches("[0-9a-f]+")) {
            return Optional.empty();
        }
        BigInteger number = new BigInteger(digits, 16);
        String written = number.toString(16);
        return number.signum() == 0 || written.length() > MAX_DIGITS ? Optional.empty() : Optional.of(written);
    }
}
