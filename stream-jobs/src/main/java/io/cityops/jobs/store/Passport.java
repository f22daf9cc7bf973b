package io.cityops.jobs.store;

import io.cityops.jobs.indicator.AreaFigure;
import java.time.Instant;

/**
 * What stands behind a figure, as the column {@code passport} has it:
 * <code>{"excluded": {"stuck", "out_of_range", "silent", "maintenance"}, "readings", "late", "newest", "oldest",
 * "catalogue", "parts"}</code>; how many devices are expected and reporting have columns of their own.
 */
final class Passport {
    private Passport() {}

    static String json(AreaFigure figure) {
        StringBuilder json = new StringBuilder(256)
                .append("{\"excluded\":{\"stuck\":")
                .append(figure.stuck)
                .append(",\"out_of_range\":")
                .append(figure.suspicious)
                .append(",\"silent\":")
                .append(figure.silent())
                .append(",\"maintenance\":")
                .append(figure.maintenance)
                .append("},\"readings\":")
                .append(figure.readings)
                .append(",\"late\":")
                .append(figure.late)
                .append(",\"newest\":")
                .append(moment(figure.newestObservedAtMillis))
                .append(",\"oldest\":")
                .append(moment(figure.oldestObservedAtMillis))
                .append(",\"catalogue\":\"")
                .append(figure.catalogue)
                .append('"');
        if (figure.parts != null) {
            json.append(",\"parts\":").append(figure.parts);
        }
        return json.append('}').toString();
    }

    private static String moment(long millis) {
        return millis == AreaFigure.NO_READING
                ? "null"
                : '"' + Instant.ofEpochMilli(millis).toString() + '"';
    }
}
