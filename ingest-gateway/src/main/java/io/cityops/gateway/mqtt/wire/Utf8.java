package io.cityops.gateway.mqtt.wire;

/** Well-formed UTF-8 as Unicode has it: nothing cut off, overlong, of the surrogates, or over U+10FFFF. */
public final class Utf8 {
    private Utf8() {}

    public static boolean isWellFormed(byte[] bytes) {
        int i = 0;
        while (i < bytes.length) {
            int first = bytes[i];
            if (first >= 0) {
                i++;
                continue;
            }
            int length = sequenceLength(first & 0xFF);
            if (length == 0 || i + length > bytes.length || !isSecond(first & 0xFF, bytes[i + 1] & 0xFF)) {
                return false;
            }
            for (int k = 2; k < length; k++) {
                if ((bytes[i + k] & 0xC0) != 0x80) {
                    return false;
                }
            }
            i += length;
        }
        return true;
    }

    private static int sequenceLength(int first) {
        if (first >= 0xC2 && first <= 0xDF) {
            return 2;
        }
        if (first >= 0xE0 && first <= 0xEF) {
            return 3;
        }
        return first >= 0xF0 && first <= 0xF4 ? 4 : 0;
    }

    private static boolean isSecond(int first, int second) {
        return switch (first) {
            case 0xE0 -> second >= 0xA0 && second <= 0xBF; // else overlong
            case 0xED -> second >= 0x80 && second <= 0x9F; // else a surrogate
            case 0xF0 -> second >= 0x90 && second <= 0xBF; // else overlong
            case 0xF4 -> second >= 0x80 && second <= 0x8F; // else over U+10FFFF
            default -> second >= 0x80 && second <= 0xBF;
        };
    }
}
