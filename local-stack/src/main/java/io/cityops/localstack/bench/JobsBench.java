package io.cityops.localstack.bench;

import io.cityops.localstack.Console;
import io.cityops.localstack.FileTree;
import io.cityops.localstack.city.JobsAlone;
import io.cityops.localstack.city.StackSettings;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The stream job from Kafka to committed rows: the built-in catalogue, removal of copies, quality flags, indicators, alarms
 * and the archive of raw readings; on a backlog that it works off as fast as it can, and live, which shows what a message
 * costs at the same rate of few devices and of many. Database and broker share the machine.
 */
final class JobsBench implements Benchmark {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final long LOOK_MILLIS = 1_000;
    /** Of the messages: before, code is compiled and devices are new; after, some partitions are through already. */
    private static final double FROM = 0.45;

    private static final double TO = 0.9;

    /**
     * @param eventRate messages a second by the gateway's clock
     * @param live whether they come at that rate; else they are all there already
     * @param rules 0: the built-in ones
     */
    private record Run(int devices, int parallelism, int messages, int eventRate, boolean live, int rules) {
        static Run backlog(int devices, int parallelism) {
            return new Run(devices, parallelism, 2_400_000, 10_000, false, 0);
        }

        static Run live(int devices, int parallelism) {
            return new Run(devices, parallelism, 1_500_000, 10_000, true, 0);
        }

        static Run rules(int rules) {
            return new Run(1_000, 2, 2_400_000, 10_000, false, rules);
        }

        String title() {
            return "%,d devices, parallelism %d%s%s"
                    .formatted(
                            devices,
                            parallelism,
                            live ? ", live at %,d msg/s".formatted(eventRate) : "",
                            rules > 0 ? ", %d rules".formatted(rules) : "");
        }

        /** By which it can be chosen alone. */
        String name() {
            return devices + "x" + parallelism + (live ? "live" : "") + (rules > 0 ? "rules" + rules : "");
        }
    }

    private static final List<Run> RUNS = List.of(
            Run.backlog(1_000, 2),
            Run.backlog(1_000, 1),
            Run.backlog(10_000, 2),
            Run.backlog(100_000, 2),
            Run.backlog(100_000, 1),
            Run.live(1_000, 2),
            Run.live(100_000, 2),
            Run.rules(50),
            Run.rules(500));

    /** How far the job was, and what it had cost, at one moment. */
    private record Look(long nanos, long written, Map<String, Duration> cpu, long heapBytes) {}

    @Override
    public String name() {
        return "jobs";
    }

    @Override
    public String about() {
        return "Kafka to committed rows, all sectors, 168 wards, raw archive on; 1,000 to 100,000 devices, 50 and 500 rules; half an hour";
    }

    @Override
    public void run(StackSettings settings, Reports reports, Console console) throws Exception {
        List<JobsResult> results = new ArrayList<>();
        String only = Settings.fromEnvironment().string("CITYOPS_BENCH_RUNS", "");
        for (Run run : RUNS) {
            if (only.isEmpty() || List.of(only.split(",")).contains(run.name())) {
                JobsResult result = run(run, settings.home(), console);
                console.say(result.line());
                results.add(result);
            }
        }
        JobsResult.write(results, reports.place(name()), console);
    }

    private static JobsResult run(Run run, Path home, Console console) throws Exception {
        console.say(run.title());
        Path folder = Files.createTempDirectory("cityops-bench");
        Path catalogue = run.rules > 0 ? ManyRules.catalogue(folder.resolve("catalogue"), run.rules) : null;
        try (JobsAlone jobs = JobsAlone.start(home, folder.resolve("city"), catalogue, run.parallelism, console)) {
            long interval = Math.max(1, run.devices * 1_000L / run.eventRate);
            CityTraffic traffic = CityTraffic.of(Catalogue.load(null), run.devices, interval);
            if (run.live) {
                jobs.startJob();
                FutureTask<CityTraffic.Written> writing = new FutureTask<>(() -> traffic.write(
                        jobs.kafka(), run.messages, run.eventRate, Instant.now().toEpochMilli(), true));
                Thread.ofPlatform().daemon().start(writing);
                List<Look> looks = watch(jobs, run.messages, console);
                return result(run, writing.get(), looks);
            }
            long from = Instant.now().toEpochMilli() - run.messages * 1_000L / run.eventRate;
            CityTraffic.Written backlog = traffic.write(jobs.kafka(), run.messages, run.eventRate, from, false);
            Thread starting = Thread.ofVirtual().start(() -> startQuietly(jobs));
            List<Look> looks = watch(jobs, run.messages, console);
            starting.join();
            return result(run, backlog, looks);
        } finally {
            FileTree.delete(folder);
        }
    }

    /** It is ready only after its first checkpoint; what it does before counts too. */
    private static void startQuietly(JobsAlone jobs) {
        try {
            jobs.startJob();
        } catch (Exception e) {
            throw new IllegalStateException("the stream job did not start", e);
        }
    }

    private static List<Look> watch(JobsAlone jobs, int messages, Console console) throws InterruptedException {
        List<Look> looks = new ArrayList<>();
        long begin = System.nanoTime();
        long said = 0;
        while (System.nanoTime() - begin < LIMIT.toNanos()) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            Look look;
            try {
                look = look(jobs);
            } catch (IOException e) {
                continue; // it does not answer yet
            }
            looks.add(look);
            if (look.written >= messages) {
                break;
            }
            if (look.nanos - said > TimeUnit.SECONDS.toNanos(10)) {
                said = look.nanos;
                console.say("%,d of %,d messages in the database".formatted(look.written, messages));
            }
        }
        return looks;
    }

    private static Look look(JobsAlone jobs) throws IOException {
        String page = jobs.metrics();
        Map<String, Duration> cpu = new HashMap<>();
        jobs.pids().forEach((name, pid) -> cpu.put(name, cpuOf(pid)));
        long written = (long) sum(page, "cityops_jobs_rows_written_total", "write readings");
        return new Look(
                System.nanoTime(), written, cpu, (long) sum(page, "flink_taskmanager_Status_JVM_Memory_Heap_Used", ""));
    }

    /** Of the process and what it has started. */
    private static Duration cpuOf(long pid) {
        return ProcessHandle.of(pid)
                .map(process -> Stream.concat(Stream.of(process), process.descendants())
                        .map(each -> each.info().totalCpuDuration().orElse(Duration.ZERO))
                        .reduce(Duration.ZERO, Duration::plus))
                .orElse(Duration.ZERO);
    }

    private static double sum(String page, String family, String containing) {
        return page.lines()
                .filter(line -> line.startsWith(family) && line.contains(containing))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static JobsResult result(Run run, CityTraffic.Written written, List<Look> looks) throws IOException {
        Look first = at(looks, (long) (written.messages() * FROM));
        Look last = at(looks, (long) (written.messages() * TO));
        long messages = last.written - first.written;
        if (messages <= 0) {
            throw new IOException(String.format(
                    Locale.ROOT,
                    "%s: %,d messages only were written in time",
                    run.title(),
                    looks.isEmpty() ? 0 : looks.getLast().written));
        }
        double seconds = (last.nanos - first.nanos) / 1e9;
        Map<String, Double> micros = new TreeMap<>();
        last.cpu.forEach((name, cpu) -> micros.put(
                name, cpu.minus(first.cpu.getOrDefault(name, Duration.ZERO)).toNanos() / 1e3 / messages));
        long heap = looks.stream().mapToLong(Look::heapBytes).max().orElse(0);
        return new JobsResult(
                run.title(),
                run.devices,
                run.parallelism,
                run.live,
                messages / seconds,
                (double) written.rows() / written.messages(),
                micros,
                heap / 1e6,
                looks.getLast().written >= written.messages());
    }

    private static Look at(List<Look> looks, long written) {
        return looks.stream()
                .filter(look -> look.written >= written)
                .findFirst()
                .orElseGet(looks::getLast);
    }
}
