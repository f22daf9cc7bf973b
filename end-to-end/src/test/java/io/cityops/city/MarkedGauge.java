package io.cityops.city;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.client.mqttv3.MqttException;

/**
 * A river gauge that tells twice a second, at odd moments, a level a micrometre above the one before: by its level each reading is known
 * again wherever it is seen, and with it the {@code ts} that its payload carried.
 */
final class MarkedGauge implements AutoCloseable {
    private static final double FIRST_METRES = 1.0;
    private static final double STEP_METRES = 1e-6;
    private static final int LEAST_PAUSE_MILLIS = 250;
    private static final int MOST_PAUSE_MILLIS = 750;

    private final FieldDevice device;
    private final List<Long> sentAtMillis = new ArrayList<>();
    private final Thread thread = Thread.ofPlatform().name("marked-gauge").unstarted(this::tell);

    private MarkedGauge(FieldDevice device) {
        this.device = device;
    }

    static MarkedGauge start(City city, String ward) throws Exception {
        String id = "trial-gauge";
        String token = city.addDevice(id, "river-gauge", ward, "30s");
        MarkedGauge gauge = new MarkedGauge(new FieldDevice(city, "water", id, token));
        gauge.thread.start();
        return gauge;
    }

    private void tell() {
        Random random = new Random(1);
        try {
            while (true) {
                long ts = System.currentTimeMillis();
                int number;
                synchronized (this) {
                    number = sentAtMillis.size();
                    sentAtMillis.add(ts);
                }
                device.send(String.format(
                        Locale.ROOT,
                        "{\"ts\": %d, \"seq\": %d, \"values\": {\"water_level_m\": %.6f}}",
                        ts,
                        number,
                        FIRST_METRES + number * STEP_METRES));
                TimeUnit.MILLISECONDS.sleep(random.nextInt(LEAST_PAUSE_MILLIS, MOST_PAUSE_MILLIS));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Of which reading this level is; -1: of none. */
    static int number(double level) {
        long number = Math.round((level - FIRST_METRES) / STEP_METRES);
        return number < 0 || number > Integer.MAX_VALUE ? -1 : (int) number;
    }

    synchronized int sent() {
        return sentAtMillis.size();
    }

    synchronized long sentAtMillis(int number) {
        return sentAtMillis.get(number);
    }

    @Override
    public void close() throws MqttException {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        device.close();
    }
}
