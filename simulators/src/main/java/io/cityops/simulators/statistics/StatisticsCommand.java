package io.cityops.simulators.statistics;

import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "statistics",
        mixinStandardHelpOptions = true,
        description = "Measures what the simulated city's ordinary life is like and draws it: figures.md and plots.")
public final class StatisticsCommand implements Callable<Integer> {
    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final List<Integer> WORKING_DAYS = List.of(0, 1, 2, 3, 4);

    @Option(names = "--out", required = true, description = "folder for the figures and the plots")
    private Path out = Path.of("");

    @Option(names = "--seed", description = "of the city (default: ${DEFAULT-VALUE})")
    private long seed = 1;

    @Option(names = "--week", description = "the Monday of the week (default: ${DEFAULT-VALUE})")
    private String week = "2026-10-05";

    private final List<String> rows = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        Settings settings = Settings.fromEnvironment();
        SimulatedTime time = new SimulatedTime(Catalogue.load(settings.path("CITYOPS_CATALOGUE")), seed);
        Files.createDirectories(out);
        LocalDate monday = LocalDate.parse(week);
        YearMonth month = YearMonth.from(monday);
        rows.add("| what | simulated | known |");
        rows.add("|---|---|---|");
        traffic(time, midnight(monday));
        tide(time, midnight(month.atDay(1)), month.lengthOfMonth());
        rain(time, month);
        air(time, midnight(monday));
        energy(time, midnight(monday));
        reports(time, midnight(month.atDay(1)), month.lengthOfMonth());
        Files.write(out.resolve("figures.md"), rows);
        return 0;
    }

    private void traffic(SimulatedTime time, Instant start) throws IOException {
        Series speed = time.speedKmh(start, 7);
        double[] slowest = Findings.slowestHours(speed, WORKING_DAYS);
        row(
                "slowest hours of working days",
                "%.1f and %.1f h",
                "two rush hours, 6:30-8:30 and 16:30-19:00",
                slowest[0],
                slowest[1]);
        row(
                "space-mean speed, lowest / median / highest",
                "%.0f / %.0f / %.0f km/h",
                "about 15-25 km/h in the rush, 35-45 free",
                speed.min(),
                speed.percentile(0.5),
                speed.max());
        new Plot("Space-mean speed of 116 cameras, km/h").line(speed).write(out.resolve("speed.png"));
        new Plot("Flow past 116 cameras, vehicles/h").line(time.flow(start, 7)).write(out.resolve("flow.png"));
    }

    private void tide(SimulatedTime time, Instant start, int days) throws IOException {
        Series level = time.riverLevelM(start, days);
        double[] ranges = Findings.dailyRanges(level);
        row(
                "hours between high waters at Phú An",
                "%.2f",
                "12.42, half a lunar day",
                Findings.hoursBetweenHighs(Findings.highWaters(level)));
        row(
                "daily range at Phú An, neap / spring",
                "%.2f / %.2f m",
                "larger at new and full moon",
                Arrays.stream(ranges).min().orElse(0),
                Arrays.stream(ranges).max().orElse(0));
        row(
                "level at Phú An, lowest / highest",
                "%.2f / %.2f m",
                "alarm I-III 1.40, 1.50, 1.60 m in autumn's springs",
                level.min(),
                level.max());
        new Plot("Saigon River at Phú An, m above the national datum")
                .between(-2.2, 2)
                .line(level)
                .level(1.4, "alarm I")
                .level(1.6, "alarm III")
                .write(out.resolve("tide.png"));
    }

    private void rain(SimulatedTime time, YearMonth month) throws IOException {
        double year = 0;
        for (int m = 1; m <= 12; m++) {
            YearMonth one = month.withMonth(m);
            year += time.rainMm(midnight(one.atDay(1)), one.lengthOfMonth()).sum();
        }
        Series daily =
                time.rainMm(midnight(month.atDay(1)), month.lengthOfMonth()).sums(24);
        int[] classes = Findings.rainClasses(daily);
        row("rain of the year at the centre", "%.0f mm", "about 1,930 mm at Tân Sơn Hoà", year);
        row(
                "days of the month: dry, light, rain, moderate, heavy, very heavy",
                "%d, %d, %d, %d, %d, %d",
                "about 20 rainy days in October, a few above 50 mm",
                classes[0],
                classes[1],
                classes[2],
                classes[3],
                classes[4],
                classes[5]);
        new Plot("Rain a day at the gauge of Sài Gòn ward, mm")
                .bars(daily)
                .between(0, Math.max(110, daily.max() * 1.05))
                .level(16, "moderate")
                .level(51, "heavy")
                .level(100, "very heavy")
                .write(out.resolve("rain.png"));
    }

    private void air(SimulatedTime time, Instant start) throws IOException {
        List<Series> measured = time.air(VnAqi.MEASURES, start, 7);
        Series pm25 = measured.getFirst();
        Series aqi = VnAqi.series(measured);
        row("PM2.5, mean / highest hour", "%.0f / %.0f µg/m³", "about 20-30 µg/m³ as a mean", pm25.mean(), pm25.max());
        row(
                "hourly VN_AQI, lowest / mean / highest",
                "%.0f / %.0f / %.0f",
                "mostly 30-100, above 100 on still mornings of the dry season",
                aqi.min(),
                aqi.mean(),
                aqi.max());
        new Plot("Hourly VN_AQI and PM2.5 at ten stations")
                .line(aqi)
                .line(pm25)
                .level(100, "poor above 100")
                .between(0, 160)
                .write(out.resolve("air.png"));
    }

    private void energy(SimulatedTime time, Instant start) throws IOException {
        Series load = time.mean("feeder_load_pct", "feeder-meter", 20, start, 7);
        Series heat = time.mean("temperature_c", "weather-station", 5, start, 7);
        row("temperature, lowest / highest", "%.1f / %.1f °C", "23-34 °C in October", heat.min(), heat.max());
        row("feeder load, lowest / highest", "%.0f / %.0f %%", "no figure of the city at hand", load.min(), load.max());
        new Plot("Feeder load, % of rated, and temperature, °C")
                .line(load)
                .line(heat)
                .between(0, 110)
                .write(out.resolve("energy.png"));
    }

    private void reports(SimulatedTime time, Instant start, int days) throws IOException {
        List<Series> month = time.sumsOfWards(
                List.of(
                        "reports_received_count",
                        "reports_open_count",
                        "reports_closed_count",
                        "reports_closed_on_time_count"),
                "desk-1022",
                start,
                days);
        Series received = month.get(0);
        Series open = month.get(1);
        double closed = month.get(2).sum();
        double onTime = month.get(3).sum();
        row("1022 reports of the month", "%,.0f", "14,707 in October 2025", received.sum());
        row(
                "closed on time",
                "%.1f %%",
                "93.8 % in September 2025, 97.4 % from January to September",
                100 * onTime / closed);
        row(
                "open at the month's end",
                "%.0f",
                "396 at the end of October 2025",
                open.values()[open.values().length - 1]);
        new Plot("1022 reports received a day, all wards")
                .bars(received.sums(24))
                .write(out.resolve("reports.png"));
        new Plot("1022 reports open, all wards").line(open).write(out.resolve("reports-open.png"));
    }

    private void row(String what, String format, String known, Object... figures) {
        rows.add("| %s | %s | %s |".formatted(what, String.format(Locale.ROOT, format, figures), known));
    }

    private static Instant midnight(LocalDate day) {
        return day.atStartOfDay(ZONE).toInstant();
    }
}
