package io.cityops.jobs.catalogue;

import io.cityops.model.catalogue.CatalogueText;
import io.cityops.model.version.CatalogueVersion;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The built-in catalogue, changed by words. */
public final class CatalogueFixtures {
    /** An indicator that the built-in city does not have. */
    public static final String MEAN_LEVEL = """
              - id: water.mean_level
                name: {vi: Mực nước trung bình, en: Mean level}
                formula: {vi: Trung bình, en: Mean of all readings}
                unit: m
                precision: 2
                aggregate: mean
                inputs: [water_level_m]
                across: pooled
            """;

    /** A rule that the built-in city does not have. */
    public static final String LOW_WATER = """
              - id: water.low
                sector: water
                kind: measure
                input: water_level_m
                above: false
                name: {vi: Nước cạn, en: Low water}
                levels:
                  - {severity: low, set: -1.0, clear: -0.9, name: {vi: cạn, en: low}}
                message: {vi: "Mực nước {value} m", en: "Level {value} m"}
                response: {vi: Kiểm tra trạm đo, en: Look at the gauge}
            """;

    /** A condition that the built-in city does not have: pumps that stand ready where there is nothing to pump. */
    public static final String DRY_PUMPS = """
              - id: water.dry-pumps
                sector: water
                kind: condition
                areas: innermost
                name: {vi: Bơm cạn, en: Dry pumps}
                when:
                  all:
                    - {measure: water_level_m, above: false, set: -1.0, clear: -0.9}
                    - {measure: pumps_available_count, set: 1, clear: 0}
                levels:
                  - {severity: low, name: {vi: cạn, en: dry}}
                message: {vi: "{area}", en: "{area}"}
                response: {vi: Kiểm tra trạm bơm, en: Look at the station}
            """;

    /** A rule on a rate of change, which the built-in city does not have. */
    public static final String FAST_RISE = """
              - id: water.fast-rise
                sector: water
                kind: measure
                input: water_level_m
                change: 15m
                name: {vi: Nước dâng nhanh, en: Water rises fast}
                levels:
                  - {severity: medium, set: 0.3, clear: 0.1, name: {vi: nhanh, en: fast}}
                  - {severity: high, set: 0.5, clear: 0.3, name: {vi: rất nhanh, en: very fast}}
                off_delay: 2m
                message: {vi: "Nước dâng {value} m trong 15 phút", en: "Risen by {value} m in 15 minutes"}
                response: {vi: Kiểm tra cống, en: Look at the gates}
            """;

    private CatalogueFixtures() {}

    /** Replaces words of one file; they must be there. */
    public static CatalogueText changed(CatalogueText text, String file, String words, String by) {
        Map<String, String> files = new HashMap<>(text.files());
        String before = files.get(file);
        if (!before.contains(words)) {
            throw new IllegalArgumentException(words + " is not in " + file);
        }
        files.put(file, before.replace(words, by));
        return CatalogueText.of(files);
    }

    public static CatalogueText appended(CatalogueText text, String file, String words) {
        Map<String, String> files = new HashMap<>(text.files());
        files.put(file, files.get(file).stripTrailing() + "\n" + words);
        return CatalogueText.of(files);
    }

    /** Without the entry that begins with that line, up to the next one. */
    public static CatalogueText without(CatalogueText text, String file, String id) {
        Map<String, String> files = new HashMap<>(text.files());
        String before = files.get(file);
        Matcher entry = Pattern.compile("(?m)^ {2}- id: " + Pattern.quote(id) + "( .*)?$")
                .matcher(before);
        if (!entry.find()) {
            throw new IllegalArgumentException(id + " is not in " + file);
        }
        int from = entry.start();
        int next = before.indexOf("\n  - id: ", from + 1);
        files.put(file, before.substring(0, from) + (next < 0 ? "" : before.substring(next + 1)));
        return CatalogueText.of(files);
    }

    public static CatalogueVersion version(int number, long fromMillis, CatalogueText text) {
        return new CatalogueVersion(number, text.checksum(), Instant.ofEpochMilli(fromMillis), text);
    }

    public static CatalogueEdition edition(int number, long fromMillis, CatalogueText text) {
        return CatalogueEdition.of(version(number, fromMillis, text));
    }
}
