package io.cityops.gateway.formats;

import io.cityops.model.telemetry.RejectReason;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads CBOR (RFC 8949) into a {@link Tree}, within limits of depth and size. Keys become text, so the label -2 of SenML is
 * {@code "-2"}. Of the tags only decimal fractions (4) and bigfloats (5) change what follows; byte strings are left out.
 */
final class CborTree {
    private static final int INDEFINITE = 31;
    private static final int DECIMAL_FRACTION = 4;
    private static final int BIGFLOAT = 5;

    private final ByteBuffer bytes;
    private int items;

    /** What ends an array, map or string of indefinite length. */
    private record Break() {}

    private CborTree(byte[] payload) {
        this.bytes = ByteBuffer.wrap(payload);
    }

    static Object read(byte[] payload) throws Unreadable {
        CborTree reading = new CborTree(payload);
        try {
            Object tree = reading.item(0);
            if (reading.bytes.hasRemaining()) {
                throw Unreadable.malformed("something follows the end of the CBOR");
            }
            if (tree == null || tree instanceof Break) {
                throw Unreadable.malformed("a CBOR array or map is expected");
            }
            return tree;
        } catch (BufferUnderflowException e) {
            throw Unreadable.malformed("the CBOR ends too early");
        }
    }

    private @Nullable Object item(int depth) throws Unreadable {
        if (depth > Tree.MAX_DEPTH) {
            throw Unreadable.malformed("CBOR is nested deeper than " + Tree.MAX_DEPTH);
        }
        if (++items > 4 * Tree.MAX_SCALARS) {
            throw new Unreadable(RejectReason.TOO_MANY, "over " + 4 * Tree.MAX_SCALARS + " CBOR items in one message");
        }
        int head = Byte.toUnsignedInt(bytes.get());
        int kind = head >> 5;
        int information = head & 0x1F;
        if (information > 27 && information < INDEFINITE) {
            throw Unreadable.malformed("not CBOR: a reserved length");
        }
        return switch (kind) {
            case 0 -> unsigned(argument(information));
            case 1 -> negative(argument(information));
            case 2 -> {
                text(information, 2, depth);
                yield null;
            }
            case 3 -> text(information, 3, depth);
            case 4 -> array(information, depth);
            case 5 -> map(information, depth);
            case 6 -> tagged(argument(information), depth);
            default -> simple(information);
        };
    }

    private long argument(int information) throws Unreadable {
        return switch (information) {
            case 24 -> Byte.toUnsignedLong(bytes.get());
            case 25 -> Short.toUnsignedLong(bytes.getShort());
            case 26 -> Integer.toUnsignedLong(bytes.getInt());
            case 27 -> bytes.getLong();
            case INDEFINITE -> throw Unreadable.malformed("not CBOR: a number of indefinite length");
            default -> information;
        };
    }

    private static Object unsigned(long value) {
        return value >= 0 ? (Object) value : (Object) ((value >>> 1) * 2.0 + (value & 1));
    }

    private static Object negative(long value) {
        return value >= 0 ? (Object) (-1 - value) : (Object) (-1 - ((value >>> 1) * 2.0 + (value & 1)));
    }

    private String text(int information, int kind, int depth) throws Unreadable {
        if (information == INDEFINITE) {
            StringBuilder whole = new StringBuilder();
            while (true) {
                int head = Byte.toUnsignedInt(bytes.get());
                if (head == 0xFF) {
                    return whole.toString();
                }
                if (head >> 5 != kind || (head & 0x1F) == INDEFINITE) {
                    throw Unreadable.malformed("not CBOR: a string in pieces of another kind");
                }
                whole.append(text(head & 0x1F, kind, depth));
            }
        }
        long length = argument(information);
        if (length < 0 || length > bytes.remaining()) {
            throw Unreadable.malformed("the CBOR ends within a string");
        }
        ByteBuffer piece = bytes.slice(bytes.position(), (int) length);
        bytes.position(bytes.position() + (int) length);
        if (kind == 2) {
            return "";
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(piece).toString();
        } catch (CharacterCodingException e) {
            throw Unreadable.malformed("a CBOR text is not UTF-8");
        }
    }

    private List<@Nullable Object> array(int information, int depth) throws Unreadable {
        List<@Nullable Object> list = new ArrayList<>();
        long length = information == INDEFINITE ? Long.MAX_VALUE : checked(argument(information));
        for (long i = 0; i < length; i++) {
            Object item = item(depth + 1);
            if (item instanceof Break) {
                endOf(information);
                break;
            }
            list.add(item);
        }
        return list;
    }

    private Map<String, @Nullable Object> map(int information, int depth) throws Unreadable {
        Map<String, @Nullable Object> map = Tree.newMap();
        long length = information == INDEFINITE ? Long.MAX_VALUE : checked(argument(information));
        for (long i = 0; i < length; i++) {
            Object key = item(depth + 1);
            if (key instanceof Break) {
                endOf(information);
                break;
            }
            Object value = item(depth + 1);
            if (value instanceof Break) {
                throw Unreadable.malformed("not CBOR: a key without a value");
            }
            if (map.containsKey(String.valueOf(key))) {
                throw Unreadable.malformed("CBOR key " + key + " stands twice");
            }
            map.put(String.valueOf(key), value);
        }
        return map;
    }

    private long checked(long length) throws Unreadable {
        if (length < 0 || length > bytes.remaining()) {
            throw Unreadable.malformed("the CBOR ends within an array or map");
        }
        return length;
    }

    private static void endOf(int information) throws Unreadable {
        if (information != INDEFINITE) {
            throw Unreadable.malformed("not CBOR: a break where none may be");
        }
    }

    /** A decimal fraction or bigfloat is [exponent, mantissa]. */
    private @Nullable Object tagged(long tag, int depth) throws Unreadable {
        Object content = item(depth + 1);
        if (content instanceof Break) {
            throw Unreadable.malformed("not CBOR: a tag without content");
        }
        if ((tag == DECIMAL_FRACTION || tag == BIGFLOAT)
                && content instanceof List<?> pair
                && pair.size() == 2
                && pair.get(0) instanceof Number exponent
                && pair.get(1) instanceof Number mantissa) {
            return tag == DECIMAL_FRACTION
                    ? Double.parseDouble(mantissa.longValue() + "e" + exponent.longValue())
                    : mantissa.doubleValue() * Math.pow(2, exponent.doubleValue());
        }
        return content;
    }

    private @Nullable Object simple(int information) throws Unreadable {
        return switch (information) {
            case 20 -> Boolean.FALSE;
            case 21 -> Boolean.TRUE;
            case 22, 23 -> null;
            case 25 -> (double) Float.float16ToFloat(bytes.getShort());
            case 26 -> exact(bytes.getFloat());
            case 27 -> bytes.getDouble();
            case INDEFINITE -> new Break();
            default -> {
                argument(information);
                yield null;
            }
        };
    }

    /** 23.1 sent as a float is 23.1, not 23.100000381469727. */
    private static double exact(float value) {
        return Float.isFinite(value) ? Double.parseDouble(Float.toString(value)) : value;
    }
}
