package io.cityops.gateway.formats;

import io.cityops.model.catalogue.FieldMapping;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A field of a foreign message as a number: devices send numbers, texts of them, truth values, and words. */
final class FieldNumber {
    private FieldNumber() {}

    /** NaN when it is none. */
    static double of(Object value, @Nullable FieldMapping how) {
        if (how != null && !how.words().isEmpty()) {
            Double word = how.words().get(String.valueOf(value));
            if (word != null) {
                return word;
            }
        }
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if (value instanceof Boolean flag) {
            return flag ? 1 : 0;
        }
        String text = String.valueOf(value).trim();
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> 1;
            case "false" -> 0;
            default -> parsed(text);
        };
    }

    private static double parsed(String text) {
        try {
            boolean plain = !text.isEmpty() && "0123456789.".indexOf(text.charAt(text.length() - 1)) >= 0;
            return plain ? Double.parseDouble(text) : Double.NaN;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
