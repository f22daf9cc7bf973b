package io.cityops.gateway.still;

import io.cityops.model.telemetry.NativePayload.Refusal;
import io.cityops.model.telemetry.RejectReason;
import org.jspecify.annotations.Nullable;

/**
 * Checks that bytes are one whole JPEG picture (ITU-T T.81, B.1 and B.2), marker by marker and without decoding it: from
 * SOI to EOI, of a kind that every browser shows, within bounds of size and of work for whoever decodes it.
 */
public final class Jpeg {
    private static final int MAX_SIDE = 8_192;
    private static final int MAX_PIXELS = 36_000_000;
    /** A progressive picture refines in some ten scans; thousands would keep a decoder busy for minutes. */
    private static final int MAX_SCANS = 64;

    private static final int SOI = 0xD8;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;
    private static final int RST_0 = 0xD0;
    private static final int TEM = 0x01;
    private static final int SOF_0 = 0xC0;
    private static final int SOF_2 = 0xC2;
    private static final int SOF_15 = 0xCF;
    private static final int DHT = 0xC4;
    private static final int JPG = 0xC8;
    private static final int DAC = 0xCC;
    private static final int FRAME_BYTES = 6;
    private static final int COMPONENT_BYTES = 3;

    private final byte[] bytes;
    private int at;
    private int components;
    private int scans;

    private Jpeg(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Null when it is a good picture. */
    public static @Nullable Refusal refusal(byte[] bytes) {
        if (bytes.length > Still.MAX_BYTES) {
            return new Refusal(RejectReason.TOO_LARGE, bytes.length + " bytes of JPEG, allowed are " + Still.MAX_BYTES);
        }
        return new Jpeg(bytes).walk();
    }

    private @Nullable Refusal walk() {
        if (bytes.length < 4 || unsigned(0) != 0xFF || unsigned(1) != SOI) {
            return malformed("it does not begin as a JPEG");
        }
        at = 2;
        while (true) {
            int marker = nextMarker();
            if (marker < 0) {
                return malformed("there is no marker where one must be");
            }
            if (marker == EOI) {
                return end();
            }
            if (marker == SOI || marker == TEM || marker >= RST_0 && marker < SOI) {
                return malformed("a marker where it has no place");
            }
            int length = at + 2 <= bytes.length ? unsigned(at) << 8 | unsigned(at + 1) : 0;
            if (length < 2 || at + length > bytes.length) {
                return malformed("a segment is cut off");
            }
            Refusal refusal = segment(marker, at + 2, length - 2);
            if (refusal != null) {
                return refusal;
            }
            at += length;
            if (marker == SOS) {
                skipEntropyCoded();
            }
        }
    }

    private @Nullable Refusal segment(int marker, int start, int length) {
        if (marker == SOS) {
            scans++;
            if (components == 0) {
                return malformed("a scan comes before its frame");
            }
            return scans > MAX_SCANS ? new Refusal(RejectReason.TOO_LARGE, "more than " + MAX_SCANS + " scans") : null;
        }
        boolean frame = marker >= SOF_0 && marker <= SOF_15 && marker != DHT && marker != JPG && marker != DAC;
        return frame ? frame(marker, start, length) : null;
    }

    private @Nullable Refusal frame(int marker, int start, int length) {
        if (marker > SOF_2) {
            return new Refusal(
                    RejectReason.UNSUPPORTED_FORMAT,
                    "a kind of JPEG (SOF" + (marker - SOF_0) + ") that browsers do not show");
        }
        if (components != 0 || length < FRAME_BYTES) {
            return malformed("a second frame, or one that is cut off");
        }
        int height = unsigned(start + 1) << 8 | unsigned(start + 2);
        int width = unsigned(start + 3) << 8 | unsigned(start + 4);
        components = unsigned(start + 5);
        if (components < 1 || components > 4 || length != FRAME_BYTES + COMPONENT_BYTES * components) {
            return malformed("a frame of " + components + " components");
        }
        if (width == 0 || height == 0) {
            return malformed("a frame without an area");
        }
        if (width > MAX_SIDE || height > MAX_SIDE || width * height > MAX_PIXELS) {
            return new Refusal(
                    RejectReason.TOO_LARGE,
                    "%d x %d pixels, allowed are %d on a side and %d in all"
                            .formatted(width, height, MAX_SIDE, MAX_PIXELS));
        }
        return null;
    }

    /** Some cameras pad with zeros; anything else behind the end is not part of a picture. */
    private @Nullable Refusal end() {
        if (scans == 0) {
            return malformed("there is no picture in it");
        }
        for (int i = at; i < bytes.length; i++) {
            if (bytes[i] != 0) {
                return malformed("something follows its end");
            }
        }
        return null;
    }

    /** @return -1 when there is none; else {@code at} stands behind it */
    private int nextMarker() {
        if (at >= bytes.length || unsigned(at) != 0xFF) {
            return -1;
        }
        while (at < bytes.length && unsigned(at) == 0xFF) {
            at++;
        }
        return at < bytes.length && unsigned(at) != 0 ? unsigned(at++) : -1;
    }

    /** To the next marker that is not part of the data. */
    private void skipEntropyCoded() {
        while (at < bytes.length) {
            if (unsigned(at) == 0xFF && at + 1 < bytes.length) {
                int next = unsigned(at + 1);
                boolean partOfTheData = next == 0 || next >= RST_0 && next < SOI;
                if (!partOfTheData) {
                    return;
                }
                at++;
            }
            at++;
        }
    }

    private int unsigned(int index) {
        return bytes[index] & 0xFF;
    }

    private static Refusal malformed(String detail) {
        return new Refusal(RejectReason.MALFORMED, "not a JPEG: " + detail);
    }
}
