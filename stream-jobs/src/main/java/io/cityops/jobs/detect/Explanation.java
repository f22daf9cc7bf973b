package io.cityops.jobs.detect;

import io.cityops.model.catalogue.SpanText;
import io.cityops.model.catalogue.Text;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.Locale;

/** What a verdict means, in words: how far from what is usual, and what is usual when. */
public final class Explanation {
    private static final Locale VIETNAMESE = Locale.of("vi", "VN");
    private static final Locale ENGLISH = Locale.ENGLISH;
    /** Beyond this many times the usual, and where the usual is nothing, a share says less than the difference. */
    private static final double LARGEST_SHARE = 10;

    private static final double UNREMARKABLE = 2;
    private static final int MINUTES_A_SLOT = 24 * 60 / SeriesMemory.DAY_SLOTS;

    private final ZoneId zone;
    private final Text unit;
    private final int precision;

    /**
     * @param unit of the series, such as {@code µg/m³}; may be empty
     * @param precision decimals shown
     */
    public Explanation(ZoneId zone, Text unit, int precision) {
        this.zone = zone;
        this.unit = unit;
        this.precision = precision;
    }

    public Text of(Verdict verdict) {
        if (verdict.isLearning()) {
            return new Text(
                    "đang học: mới có %d trong %d lần đo cần thiết".formatted(verdict.known(), verdict.needed()),
                    "still learning: %d of the %d readings it needs".formatted(verdict.known(), verdict.needed()));
        }
        if (Math.abs(verdict.deviation()) < UNREMARKABLE) {
            return new Text("như thường lệ", "as usual");
        }
        return switch (verdict.part()) {
            case STUCK -> stuck(verdict);
            case GAP -> {
                Text gap = span(verdict.observed());
                Text usual = span(verdict.usual());
                yield new Text(
                        "không có dữ liệu trong %s, thường %s một lần".formatted(gap.vi(), usual.vi()),
                        "nothing came for %s, usually it does every %s".formatted(gap.en(), usual.en()));
            }
            case LEVEL, DAY, WEEK -> away(verdict);
        };
    }

    private Text stuck(Verdict verdict) {
        Text since = span(verdict.atMillis() - verdict.sinceMillis());
        return new Text(
                "đứng yên ở %s đã %s, lâu hơn thường lệ".formatted(number(verdict.observed(), VIETNAMESE), since.vi()),
                "unchanged at %s for %s, longer than usual".formatted(number(verdict.observed(), ENGLISH), since.en()));
    }

    private Text away(Verdict verdict) {
        boolean above = verdict.observed() >= verdict.usual();
        boolean many = verdict.scale() > 1;
        Text usual = usual(verdict);
        return new Text(
                (many ? "trung bình %d lần đo gần nhất ".formatted(verdict.scale()) : "")
                        + (above ? "cao hơn " : "thấp hơn ")
                        + difference(verdict, VIETNAMESE) + " so với " + usual.vi(),
                (many ? "the mean of the last %d readings is ".formatted(verdict.scale()) : "")
                        + difference(verdict, ENGLISH)
                        + (above ? " above " : " below ")
                        + usual.en());
    }

    private String difference(Verdict verdict, Locale locale) {
        double difference = Math.abs(verdict.observed() - verdict.usual());
        double share = difference / Math.abs(verdict.usual());
        return share >= 0.005 && share <= LARGEST_SHARE
                ? String.format(locale, "%.0f %%", 100 * share)
                : number(difference, locale);
    }

    private Text usual(Verdict verdict) {
        LocalDateTime at = LocalDateTime.ofInstant(Instant.ofEpochMilli(verdict.atMillis()), zone);
        return switch (verdict.part()) {
            case DAY -> {
                int begin = (at.getHour() * 60 + at.getMinute()) / MINUTES_A_SLOT * MINUTES_A_SLOT;
                String slot = clock(begin) + "–" + clock(begin + MINUTES_A_SLOT);
                yield new Text("thường lệ lúc " + slot, "the usual for " + slot);
            }
            case WEEK -> {
                DayOfWeek day = at.getDayOfWeek();
                yield new Text(
                        "thường lệ %s %d–%d giờ".formatted(vietnamese(day), at.getHour(), at.getHour() + 1),
                        "the usual for %s %s–%s"
                                .formatted(
                                        day.getDisplayName(TextStyle.FULL, ENGLISH),
                                        clock(60 * at.getHour()),
                                        clock(60 * at.getHour() + 60)));
            }
            case LEVEL, STUCK, GAP -> new Text("mức thường lệ", "its usual level");
        };
    }

    /** As Vietnamese write it: the days are numbered from Monday, the second. */
    private static String vietnamese(DayOfWeek day) {
        return switch (day) {
            case MONDAY -> "thứ Hai";
            case TUESDAY -> "thứ Ba";
            case WEDNESDAY -> "thứ Tư";
            case THURSDAY -> "thứ Năm";
            case FRIDAY -> "thứ Sáu";
            case SATURDAY -> "thứ Bảy";
            case SUNDAY -> "Chủ nhật";
        };
    }

    private static String clock(int minuteOfDay) {
        return "%02d:%02d".formatted(minuteOfDay / 60, minuteOfDay % 60);
    }

    private String number(double value, Locale locale) {
        return (String.format(locale, "%." + precision + "f", value) + " " + unit.in(locale)).strip();
    }

    private static Text span(double millis) {
        return SpanText.of(Duration.ofMillis(Math.round(millis)));
    }
}
