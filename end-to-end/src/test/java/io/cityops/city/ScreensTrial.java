package io.cityops.city;

import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.city.Slope.Point;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many walls at once, under load, for as long as wanted: from event to pixel, and what grows. Too long for each build; how
 * to run it, and with what, is told in {@code docs/load-testing.md}. Prints a line a sample, and its figures at the end.
 */
class ScreensTrial {
    /** Without a simulated river gauge, so that the ward's level is the marked one's. */
    private static final String WARD = "25777";

    private static final String INDICATOR = "water.river_level";
    private static final Duration SETTLING = Duration.ofSeconds(60);
    private static final Duration COUNTING = Duration.ofSeconds(30);
    private static final int MOST_SAMPLES = 60;
    private static final int LEAST_SAMPLE_SECONDS = 15;
    /** Of the samples the first ones, in which caches and compiled code still come to be. */
    private static final double WARM_UP = 0.2;

    private static final double P95_LIMIT_SECONDS = 2;
    private static final double RESIDENT_LIMIT_MIB = 1_024;
    private static final double GROWTH_LIMIT_A_DAY = 0.05;
    /** Shorter ones say nothing of growth. */
    private static final Duration LONG_RUN = Duration.ofHours(1);

    private final int screens = Integer.getInteger("screens", 20);
    private final int bare = Integer.getInteger("screens.bare", 0);
    private final int rate = Integer.getInteger("screens.rate", 5_000);
    private final int devices = Integer.getInteger("screens.devices", 200);
    private final int width = Integer.getInteger("screens.width", 960);
    private final int height = Integer.getInteger("screens.height", 540);
    private final Duration span = Duration.parse("PT" + System.getProperty("screens.for", "5m"));

    @TempDir
    Path data;

    private final List<Long> delays = new ArrayList<>();
    private final List<Long> ages = new ArrayList<>();
    private final List<Point> heap = new ArrayList<>();
    private final List<Point> browserHeap = new ArrayList<>();
    private Process load;
    private double mostResident;
    private int missing;

    @Test
    @Timeout(value = 24, unit = TimeUnit.HOURS)
    void everyScreenShowsWhatHappensWithinTwoSecondsOneReadServesThemAllAndNothingGrows() throws Exception {
        try (City city = City.start(data, "--devices", Integer.toString(devices));
                MarkedGauge gauge = MarkedGauge.start(city, WARD);
                Browser browser = new Browser();
                Screens walls = new Screens(browser, city, INDICATOR, WARD, width, height);
                Crowd crowd = new Crowd(city)) {
            DashboardProcess dashboard = new DashboardProcess(city);
            if (rate > 0) {
                load = load(city);
            }
            walls.open();
            TimeUnit.MILLISECONDS.sleep(SETTLING.toMillis());
            Counted one = count(dashboard);
            System.out.println("with 1 screen: " + one);

            while (walls.count() < screens) {
                walls.open();
            }
            crowd.open(bare, walls.cookie(), INDICATOR, WARD);
            TimeUnit.MILLISECONDS.sleep(SETTLING.toMillis());
            Counted all = count(dashboard);
            System.out.printf("with %d screens in browsers and %d bare: %s%n", screens, bare, all);

            watch(gauge, walls, crowd, dashboard);
            walls.picture("screens-trial");
            if (load != null) {
                assertThat(load.isAlive()).as("the load runs to the end").isTrue();
            }
            judge(one, all);
        }
    }

    @AfterEach
    void endLoad() {
        if (load != null) {
            load.descendants().forEach(ProcessHandle::destroy);
            load.destroy();
        }
    }

    private Process load(City city) throws IOException {
        return city.begin(
                Path.of("target", "screens-load.log"),
                "load",
                "--no-ceiling",
                "--seed",
                "77",
                "--rate",
                Integer.toString(rate),
                "--devices",
                "500",
                "--duration",
                span.plusMinutes(30).toSeconds() + "s");
    }

    /** @param statements each second, of the dashboard; @param cores of the processor, of the dashboard */
    private record Counted(double statements, double cores) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.1f statements/s, %.2f cores", statements, cores);
        }
    }

    private static Counted count(DashboardProcess dashboard) throws Exception {
        long from = System.nanoTime();
        Duration before = dashboard.processor();
        double statements = dashboard.statementsPerSecond(COUNTING);
        return new Counted(statements, cores(dashboard.processor().minus(before), from));
    }

    private static double cores(Duration used, long sinceNanos) {
        return used.toNanos() / (double) (System.nanoTime() - sinceNanos);
    }

    private void watch(MarkedGauge gauge, Screens walls, Crowd crowd, DashboardProcess dashboard) throws Exception {
        List<Delays> ofScreens =
                Stream.generate(() -> new Delays(gauge)).limit(screens + bare).toList();
        walls.drawn();
        walls.tileAges();
        crowd.seen();
        int samples = Math.clamp(span.toSeconds() / LEAST_SAMPLE_SECONDS, 1, MOST_SAMPLES);
        long start = System.nanoTime();
        for (int sample = 1; sample <= samples; sample++) {
            long from = System.nanoTime();
            Duration before = dashboard.processor();
            Duration browsersBefore = browsers();
            long until = start + span.toNanos() * sample / samples;
            TimeUnit.NANOSECONDS.sleep(Math.max(0, until - System.nanoTime()));
            double cores = cores(dashboard.processor().minus(before), from);
            double browserCores = cores(browsers().minus(browsersBefore), from);
            List<List<Screens.Drawn>> drawn = new ArrayList<>(walls.drawn());
            drawn.addAll(crowd.seen());
            long now = System.currentTimeMillis();
            List<Long> ofSample = new ArrayList<>();
            for (int i = 0; i < ofScreens.size(); i++) {
                ofScreens.get(i).saw(drawn.get(i));
                ofSample.addAll(ofScreens.get(i).take());
            }
            delays.addAll(ofSample);
            ages.addAll(walls.tileAges());
            missing = ofScreens.stream()
                    .mapToInt(each -> each.missing(now - 10_000))
                    .sum();
            double hours = (System.nanoTime() - start) / 3.6e12;
            heap.add(new Point(hours, dashboard.heapMib()));
            browserHeap.add(new Point(hours, walls.heapMib()));
            double resident = dashboard.residentMib();
            mostResident = Math.max(mostResident, resident);
            System.out.printf(
                    Locale.ROOT,
                    "%5.1f min  %d+%d up  %s  heap %.1f MiB, resident %.0f MiB, browsers' heap %.1f MiB, cores %.2f + %.2f%n",
                    hours * 60,
                    walls.connected(),
                    crowd.connected(),
                    Delays.percentiles(ofSample),
                    heap.getLast().value(),
                    resident,
                    browserHeap.getLast().value(),
                    cores,
                    browserCores);
        }
    }

    /** Processor time of everything that this process has started and that still runs: browsers, and the city's command. */
    private static Duration browsers() {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().command().orElse("").contains("chromium"))
                .map(DashboardProcess::processor)
                .reduce(Duration.ZERO, Duration::plus);
    }

    private void judge(Counted one, Counted all) {
        Slope growth = Slope.of(warm(heap));
        Slope browserGrowth = Slope.of(warm(browserHeap));
        System.out.printf(
                Locale.ROOT,
                "%d screens in browsers (%d x %d), %d bare, %d msg/s and %d simulated devices, %s%n"
                        + "event to pixel %s%nage of the newest reading when a tile is drawn %s%n"
                        + "not drawn within 10 s at the end: %d%n"
                        + "statements/s: %.1f with one screen, %.1f with all; cores %.2f and %.2f%n"
                        + "dashboard: heap after collection %s MiB, resident at most %.0f MiB%n"
                        + "browsers' heap after collection, all pages: %s MiB%n",
                screens,
                width,
                height,
                bare,
                rate,
                devices,
                span,
                Delays.percentiles(delays),
                Delays.percentiles(ages),
                missing,
                one.statements(),
                all.statements(),
                one.cores(),
                all.cores(),
                growth,
                mostResident,
                browserGrowth);
        assertThat(missing).isZero();
        assertThat(all.statements()).as("statements a second").isLessThan(one.statements() * 1.2 + 1);
        assertThat(mostResident).isLessThan(RESIDENT_LIMIT_MIB);
        assertThat(Delays.seconds(delays.stream().sorted().toList(), 0.95)).isLessThan(P95_LIMIT_SECONDS);
        if (span.compareTo(LONG_RUN) >= 0) {
            assertThat(growth.perHour() - growth.uncertainty()).isLessThan(mean(heap) * GROWTH_LIMIT_A_DAY / 24);
            assertThat(browserGrowth.perHour() - browserGrowth.uncertainty())
                    .isLessThan(mean(browserHeap) * GROWTH_LIMIT_A_DAY / 24);
        }
    }

    private static List<Point> warm(List<Point> samples) {
        return samples.subList((int) (samples.size() * WARM_UP), samples.size());
    }

    private static double mean(List<Point> samples) {
        return samples.stream().mapToDouble(Point::value).average().orElseThrow();
    }
}
