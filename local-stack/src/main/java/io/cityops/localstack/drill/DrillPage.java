package io.cityops.localstack.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The report as one HTML page with everything in it: figures, a line of time, one card a label. */
final class DrillPage {
    private static final int WIDTH = 720;

    private final Drill drill;
    private final Score score;
    private final Instant end;
    private final StringBuilder html = new StringBuilder();

    DrillPage(Drill drill, Score score, Instant end) {
        this.drill = drill;
        this.score = score;
        this.end = end;
    }

    String write() {
        html.append("""
                <!doctype html><html lang="vi"><head><meta charset="utf-8">
                <meta name="viewport" content="width=device-width,initial-scale=1"><title>%s</title><style>
                :root{color-scheme:light dark;--dim:#667;--line:#8884;--good:#1a7f4b;--bad:#c0392b;--mid:#b7791f}
                body{font:15px/1.5 system-ui,"Noto Sans",sans-serif;max-width:1100px;margin:0 auto;padding:24px}
                header{border:6px solid #b8860b;border-image:repeating-linear-gradient(45deg,#f5b400 0 14px,#222 14px 28px) 6;padding:16px 20px}
                h1{font-size:24px;margin:0}h2{font-size:17px;margin:28px 0 8px}.dim{color:var(--dim)}
                .tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(170px,1fr));gap:12px;margin:20px 0}
                .tile{border:1px solid var(--line);border-radius:8px;padding:10px 14px}.tile b{font-size:26px;display:block;font-variant-numeric:tabular-nums}
                table{border-collapse:collapse;width:100%%}th,td{text-align:left;padding:6px 8px;border-bottom:1px solid var(--line);vertical-align:top}
                td.n{font-variant-numeric:tabular-nums;white-space:nowrap}.good{color:var(--good)}.bad{color:var(--bad)}.mid{color:var(--mid)}
                .wide{overflow-x:auto}svg{width:100%%;min-width:640px;height:auto}ol{margin:0;padding-left:20px}
                </style></head><body><header><div class="dim">BÁO CÁO DIỄN TẬP · DRILL REPORT</div><h1>%s</h1><div>%s</div>
                <div class="dim">%s</div></header>
                """.formatted(
                        safe(drill.name().vi()),
                        safe(drill.name().vi()),
                        safe(drill.name().en()),
                        safe("%s – %s (giờ thành phố) · %s · %s%s · %s"
                                .formatted(
                                        DrillReport.moment(drill.startedAt()),
                                        DrillReport.time(end),
                                        drill.id(),
                                        drill.outcome() == null ? "running" : drill.outcome(),
                                        drill.speed() == 1 ? "" : String.format(Locale.ROOT, " · ×%.3g", drill.speed()),
                                        drill.startedBy()))));
        tiles();
        timeline();
        table();
        falseAlarms();
        return html.append("</body></html>\n").toString();
    }

    private void tiles() {
        html.append("<div class=\"tiles\">");
        long noticed = score.labels().stream()
                .filter(label -> label.outcome().noticed())
                .count();
        tile(noticed + " / " + score.labels().size(), "nhãn có cảnh báo", "labels with an alarm");
        tile(median(score.toAlarm()), "đến cảnh báo, trung vị", "to the alarm, median");
        tile(worst(score.toAlarm()), "đến cảnh báo, lâu nhất", "to the alarm, worst");
        tile(median(score.toAcknowledgement()), "đến xác nhận, trung vị", "to the acknowledgement, median");
        tile(score.stepsDone() + " / " + score.steps(), "bước quy trình đã làm", "procedure steps done");
        tile(Integer.toString(score.falseAlarms().size()), "cảnh báo sai", "false alarms");
        html.append("</div>");
    }

    private void tile(String value, String vi, String en) {
        html.append("<div class=\"tile\"><b>%s</b>%s<br><span class=\"dim\">%s</span></div>"
                .formatted(safe(value), safe(vi), safe(en)));
    }

    private static String median(Score.@Nullable Times times) {
        return times == null ? "–" : DrillReport.clock(times.median());
    }

    private static String worst(Score.@Nullable Times times) {
        return times == null ? "–" : DrillReport.clock(times.worst());
    }

    /** A bar while a label was to be noticed; what was done about it where it was done. */
    private void timeline() {
        int rows = score.labels().size();
        html.append("<h2>Dòng thời gian · Timeline</h2><div class=\"wide\">");
        html.append("<svg viewBox=\"0 0 %d %d\" role=\"img\" font-size=\"11\">".formatted(WIDTH + 230, rows * 24 + 30));
        for (int i = 0; i < rows; i++) {
            LabelScore label = score.labels().get(i);
            int y = i * 24 + 6;
            double from = x(label.label().from());
            double to = x(label.label().to());
            html.append("<text x=\"0\" y=\"%d\" fill=\"currentColor\">%s</text>"
                    .formatted(y + 12, safe(label.label().id())));
            html.append(rectangle(from, y, Math.max(2, to - from)));
            mark(label.alarm() == null ? null : label.alarm().openedAt(), y, "▲", "#c0392b");
            mark(label.acknowledged(), y, "●", "#b7791f");
            for (DoneStep step : label.steps()) {
                mark(step == null ? null : step.at(), y, "✓", "#1a7f4b");
            }
        }
        int below = rows * 24 + 20;
        html.append("<text x=\"220\" y=\"%d\" fill=\"currentColor\">%s</text>"
                .formatted(below, DrillReport.time(drill.startedAt())));
        html.append("<text x=\"%d\" y=\"%d\" text-anchor=\"end\" fill=\"currentColor\">%s</text>"
                .formatted(WIDTH + 220, below, DrillReport.time(end)));
        html.append("</svg></div><p class=\"dim\">▲ cảnh báo / alarm · ● xác nhận / acknowledged · ✓ bước / step</p>");
    }

    private static String rectangle(double x, int y, double width) {
        return String.format(
                Locale.ROOT,
                "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"16\" rx=\"3\" fill=\"#5b8def\" fill-opacity=\".3\"/>",
                x,
                y,
                width);
    }

    private void mark(@Nullable Instant at, int y, String sign, String colour) {
        if (at != null) {
            html.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\" fill=\"%s\">%s</text>",
                    x(at),
                    y + 13,
                    colour,
                    sign));
        }
    }

    private double x(Instant at) {
        double whole = Math.max(1, Duration.between(drill.startedAt(), end).toMillis());
        double share = Duration.between(drill.startedAt(), at).toMillis() / whole;
        return 220 + WIDTH * Math.clamp(share, 0, 1);
    }

    private void table() {
        html.append("<h2>Nhãn · Labels</h2><div class=\"wide\"><table><tr><th>Điều cần nhận ra<br>To be noticed</th>"
                + "<th>Quy tắc<br>Rule</th><th>Kết quả<br>Outcome</th><th>Cảnh báo<br>Alarm</th>"
                + "<th>Xác nhận<br>Ack.</th><th>Quy trình<br>Procedure</th></tr>");
        for (LabelScore label : score.labels()) {
            html.append("<tr><td><b>%s</b><br>%s<br><span class=\"dim\">%s · %s–%s · %s</span></td>"
                    .formatted(
                            safe(label.label().what().vi()),
                            safe(label.label().what().en()),
                            safe(label.label().id()),
                            DrillReport.time(label.label().from()),
                            DrillReport.time(label.label().to()),
                            safe(String.join(", ", label.label().where()))));
            html.append("<td>%s<br><span class=\"dim\">%s</span></td>"
                    .formatted(safe(label.label().rule()), safe(label.label().severity())));
            html.append("<td class=\"%s\">%s%s</td>"
                    .formatted(
                            colour(label.outcome()),
                            outcome(label.outcome()),
                            label.reached() == null
                                    ? ""
                                    : "<br>" + safe(label.reached()) + ", " + label.areas() + "/"
                                            + label.label().where().size()));
            html.append("<td class=\"n\">%s</td><td class=\"n\">%s<br><span class=\"dim\">%s</span></td><td><ol>"
                    .formatted(
                            DrillReport.clock(label.toAlarm()),
                            DrillReport.clock(label.toAcknowledgement()),
                            safe(label.acknowledgedBy() == null ? "" : label.acknowledgedBy())));
            for (int i = 0; i < label.steps().size(); i++) {
                html.append("<li>%s <span class=\"dim\">/ %s</span> <b class=\"%s\">%s</b></li>"
                        .formatted(
                                safe(label.label().procedure().get(i).vi()),
                                safe(label.label().procedure().get(i).en()),
                                label.steps().get(i) == null ? "dim" : "good",
                                DrillReport.clock(label.toStep(i))));
            }
            html.append("</ol></td></tr>");
        }
        html.append("</table></div>");
    }

    private static String colour(LabelScore.Outcome outcome) {
        return switch (outcome) {
            case RAISED -> "good";
            case OTHER_RULE, NO_RULE, NOT_PLAYED -> "mid";
            case MISSED -> "bad";
        };
    }

    private static String outcome(LabelScore.Outcome outcome) {
        return switch (outcome) {
            case RAISED -> "có cảnh báo<br>raised";
            case OTHER_RULE -> "quy tắc khác<br>by another rule";
            case MISSED -> "bỏ lỡ<br>missed";
            case NO_RULE -> "chưa có quy tắc<br>no rule yet";
            case NOT_PLAYED -> "chưa diễn ra<br>not played";
        };
    }

    private void falseAlarms() {
        List<DrillAlarm> alarms = score.falseAlarms();
        html.append("<h2>Cảnh báo sai · False alarms: %d</h2>".formatted(alarms.size()));
        if (alarms.isEmpty()) {
            return;
        }
        html.append("<div class=\"wide\"><table>");
        for (DrillAlarm alarm : alarms) {
            html.append("<tr><td class=\"n\">%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>"
                    .formatted(
                            DrillReport.time(alarm.openedAt()),
                            safe(alarm.severity()),
                            safe(alarm.rule()),
                            safe(alarm.area()),
                            safe(alarm.message())));
        }
        html.append("</table></div>");
    }

    /** What devices and people wrote is text, whatever it looks like. */
    private static String safe(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
