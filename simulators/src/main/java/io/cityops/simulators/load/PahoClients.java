package io.cityops.simulators.load;

import io.cityops.simulators.mqtt.Broker;
import io.cityops.simulators.mqtt.Fleet;
import io.cityops.simulators.mqtt.PahoLinks;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Eclipse Paho as devices have it: one thread keeps the schedule, and Paho does the rest with its own. */
final class PahoClients implements LoadClients {
    private static final long LONGEST_SLEEP_NANOS = 1_000_000;

    private final LoadPlan plan;
    private final Share share;
    private final List<PahoConnection> connections = new ArrayList<>();
    private final ScheduledExecutorService timers = Executors.newScheduledThreadPool(
            2, Thread.ofPlatform().daemon().name("load-timers").factory());
    private final long base = System.nanoTime();
    private final Thread thread = Thread.ofPlatform().name("load-0").daemon().unstarted(this::run);
    private volatile long begin;
    private volatile long beginMillis;
    private volatile long end;

    PahoClients(LoadPlan plan, Measurements measured, List<LoadClient> clients) {
        this.plan = plan;
        this.share = new Share(0, 1, clients.size(), plan.burst());
        String scheme = plan.target().tls() == null ? "tcp" : "ssl";
        PahoLinks links = new PahoLinks(new Broker(
                scheme + "://" + plan.target().host() + ":" + plan.target().port(),
                plan.target().tls() == null ? null : plan.target().tls().sockets()));
        Fleet.Protocol protocol =
                plan.protocol() == MqttProtocol.V5 ? Fleet.Protocol.MQTT_5 : Fleet.Protocol.MQTT_3_1_1;
        for (LoadClient client : clients) {
            String token = client.password() == null ? "" : client.password();
            connections.add(new PahoConnection(
                    this,
                    connections.size(),
                    plan,
                    measured,
                    () -> links.newLink(protocol, client.clientId(), token),
                    client,
                    timers));
        }
    }

    @Override
    public void start() {
        for (int i = 0; i < connections.size(); i++) {
            timers.schedule(connections.get(i)::connect, plan.connectAtNanos(i), TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public long[] threads() {
        return new long[] {thread.threadId()};
    }

    @Override
    public void begin(long atNanoTime, long atMillis) {
        begin = atNanoTime - base;
        beginMillis = atMillis;
        end = begin + plan.schedule().durationNanos();
        thread.start();
    }

    long nanos() {
        return System.nanoTime() - base;
    }

    long dueAt(int connection, long message) {
        return begin + intended(share.ofLoop(connection, message));
    }

    long dueAtMillis(int connection, long message) {
        return beginMillis + intended(share.ofLoop(connection, message)) / 1_000_000;
    }

    private long intended(long message) {
        return plan.schedule().intendedNanos(message - message % share.burst());
    }

    private void run() {
        long messages = plan.schedule().total();
        for (long next = 0; next < messages; next++) {
            long dueAt = begin + intended(next);
            while (nanos() < dueAt) {
                LockSupport.parkNanos(Math.min(LONGEST_SLEEP_NANOS, dueAt - nanos()));
            }
            if (dueAt > end) {
                return;
            }
            connections.get(share.connection(next)).due(share.ofConnection(next));
        }
    }

    @Override
    public void cutAll() {
        connections.forEach(PahoConnection::cut);
    }

    @Override
    public void end() {
        end = Math.min(end, nanos());
    }

    @Override
    public boolean isOver(long patienceMillis) throws InterruptedException {
        long until = nanos() + patienceMillis * 1_000_000;
        while (!allSettled() && nanos() - end < plan.patience().toNanos()) {
            if (nanos() > until) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
        connections.forEach(PahoConnection::close);
        return true;
    }

    private boolean allSettled() {
        return !thread.isAlive() && connections.stream().allMatch(PahoConnection::isSettled);
    }

    @Override
    public long unanswered() {
        return connections.stream().mapToLong(PahoConnection::unanswered).sum();
    }

    @Override
    public long sentBy(int connection) {
        return connections.get(connection).sent();
    }
}
