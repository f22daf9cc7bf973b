package io.cityops.city;

import com.microsoft.playwright.options.Cookie;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** Screens without a browser: they speak to the dashboard as the page of a wall does, take in what it says, and draw nothing. */
final class Crowd implements AutoCloseable {
    private final City city;
    private final List<BareScreen> screens = new ArrayList<>();
    private final ScheduledExecutorService heartbeats = Executors.newSingleThreadScheduledExecutor();

    Crowd(City city) {
        this.city = city;
    }

    void open(int count, Cookie kiosk, String indicator, String ward) throws Exception {
        for (int i = 0; i < count; i++) {
            screens.add(BareScreen.open(city, kiosk, indicator, ward, heartbeats));
        }
    }

    /** What each has been told of the ward since it was asked last. */
    List<List<Screens.Drawn>> seen() {
        return screens.stream().map(BareScreen::take).toList();
    }

    long connected() {
        return screens.stream().filter(BareScreen::isConnected).count();
    }

    @Override
    public void close() {
        heartbeats.shutdownNow();
        screens.forEach(BareScreen::close);
    }
}
