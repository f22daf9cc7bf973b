package io.cityops.simulators.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The lean client: a few threads with a selector each. */
final class LeanClients implements LoadClients {
    private final List<LeanLoop> loops = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    LeanClients(LoadPlan plan, Measurements measured, List<LoadClient> clients) throws IOException {
        int count = Math.min(plan.loops(), clients.size());
        for (int loop = 0; loop < count; loop++) {
            List<LoadClient> own = new ArrayList<>();
            for (int i = loop; i < clients.size(); i += count) {
                own.add(clients.get(i));
            }
            loops.add(new LeanLoop(plan, new Share(loop, count, own.size(), plan.burst()), measured, own));
        }
    }

    @Override
    public void start() {
        for (LeanLoop loop : loops) {
            threads.add(
                    Thread.ofPlatform().name("load-" + threads.size()).daemon().start(loop));
        }
    }

    @Override
    public long[] threads() {
        return threads.stream().mapToLong(Thread::threadId).toArray();
    }

    @Override
    public void begin(long atNanoTime, long atMillis) {
        loops.forEach(loop -> loop.begin(atNanoTime, atMillis));
    }

    @Override
    public void cutAll() {
        loops.forEach(LeanLoop::cutAll);
    }

    @Override
    public void end() {
        loops.forEach(LeanLoop::end);
    }

    @Override
    public boolean isOver(long patienceMillis) throws InterruptedException {
        long until = System.nanoTime() + patienceMillis * 1_000_000;
        for (Thread thread : threads) {
            long left = (until - System.nanoTime()) / 1_000_000;
            thread.join(Math.max(1, left));
            if (thread.isAlive()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public long unanswered() {
        return loops.stream().mapToLong(LeanLoop::unanswered).sum();
    }

    @Override
    public long sentBy(int connection) {
        return loops.get(connection % loops.size()).sentBy(connection / loops.size());
    }
}
