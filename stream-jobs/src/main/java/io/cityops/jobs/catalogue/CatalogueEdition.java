package io.cityops.jobs.catalogue;

import io.cityops.model.catalogue.CatalogueText;
import io.cityops.model.version.CatalogueVersion;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** A version of the catalogue on its way to the operators, and as they keep it. Its text is known to be valid. */
public class CatalogueEdition {
    public int number;
    public String checksum = "";
    /** The stream's time from which on it holds, epoch milliseconds. */
    public long fromMillis;
    /** The files, packed. */
    public byte[] content = {};

    /**
     * Since when an indicator has been made by its present definition, epoch milliseconds; not in it: for as long as anything
     * is known. Filled in by who keeps the edition.
     */
    public Map<String, Long> sinceMillis = new HashMap<>();

    public static CatalogueEdition of(CatalogueVersion version) {
        CatalogueEdition edition = new CatalogueEdition();
        edition.number = version.number();
        edition.checksum = version.checksum();
        edition.fromMillis = version.from().toEpochMilli();
        edition.content = CatalogueVersion.pack(version.text());
        return edition;
    }

    public CatalogueVersion version() {
        CatalogueText text = CatalogueVersion.unpack(content);
        return new CatalogueVersion(number, checksum, Instant.ofEpochMilli(fromMillis), text);
    }

    @Override
    public String toString() {
        return "catalogue " + number + " from " + Instant.ofEpochMilli(fromMillis);
    }
}
