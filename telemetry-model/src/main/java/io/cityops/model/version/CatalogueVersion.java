package io.cityops.model.version;

import io.cityops.model.catalogue.CatalogueText;
import io.cityops.model.telemetry.Wire;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A version of the city's catalogue, as it is stored and as it travels on the compacted Kafka topic {@code catalogue}, whose
 * only key is {@link #KEY}.
 *
 * @param number from 1 and growing; a restored version is a new one
 * @param checksum of {@link CatalogueText#checksum()}
 * @param from the moment of the stream's time from which on it holds
 */
public record CatalogueVersion(int number, String checksum, Instant from, CatalogueText text) {
    public static final String TOPIC = "catalogue";
    public static final String KEY = "catalogue";

    /** Of the encoded version: what a Kafka broker takes by default, less some room for its own fields. */
    public static final int LARGEST_BYTES = 1_000_000;

    private static final int KIND = 'K';
    private static final int VERSION = 1;

    /** How people and passports name it: its number and the short hash of what figures are made by. */
    public String label() {
        return number + "-" + text.version();
    }

    public byte[] encode() {
        byte[] packed = pack(text);
        return Wire.write(KIND, VERSION, packed.length + 128, out -> {
            out.writeInt(number);
            out.writeUTF(checksum);
            out.writeLong(from.toEpochMilli());
            out.writeInt(packed.length);
            out.write(packed);
        });
    }

    /** @throws IllegalArgumentException when the bytes are no version, or not what their checksum says */
    public static CatalogueVersion decode(byte[] bytes) {
        CatalogueVersion version = Wire.read(
                bytes,
                KIND,
                VERSION,
                in -> new CatalogueVersion(
                        in.readInt(),
                        in.readUTF(),
                        Instant.ofEpochMilli(in.readLong()),
                        unpack(in.readNBytes(in.readInt()))));
        if (!version.checksum.equals(version.text.checksum())) {
            throw new IllegalArgumentException(
                    "version %d of the catalogue is not what its checksum says".formatted(version.number));
        }
        return version;
    }

    /** The files, packed; as the database keeps them. */
    public static byte[] pack(CatalogueText text) {
        byte[] plain = Wire.write(KIND, VERSION, 1 << 16, out -> {
            out.writeInt(text.files().size());
            for (Map.Entry<String, String> file : text.files().entrySet()) {
                out.writeUTF(file.getKey());
                Wire.writeText(out, file.getValue());
            }
        });
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(packed)) {
            zip.write(plain);
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail to be written", e);
        }
        return packed.toByteArray();
    }

    /** @throws IllegalArgumentException when the bytes are no packed files */
    public static CatalogueText unpack(byte[] packed) {
        try (GZIPInputStream zip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return Wire.read(zip.readAllBytes(), KIND, VERSION, in -> {
                SortedMap<String, String> files = new TreeMap<>();
                for (int left = in.readInt(); left > 0; left--) {
                    String name = in.readUTF();
                    files.put(name, new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8));
                }
                return new CatalogueText(files);
            });
        } catch (IOException e) {
            throw new IllegalArgumentException("no packed catalogue", e);
        }
    }
}
