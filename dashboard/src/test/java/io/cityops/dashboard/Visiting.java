package io.cityops.dashboard;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;

/** What tests that look at screens share: the open city, and screens that are closed after each test. */
@ExtendWith(OpenCity.Gate.class)
abstract class Visiting {
    static OpenCity shared;
    static CityRows city;

    private final List<BrowserContext> screens = new ArrayList<>();

    @BeforeAll
    static void enterCity(OpenCity open) {
        shared = open;
        city = open.city;
    }

    @AfterEach
    final void closeScreens() {
        screens.forEach(BrowserContext::close);
        screens.clear();
    }

    /** A screen on which they have signed in. */
    final BrowserContext screenOf(String name) {
        return kept(shared.screenOf(name));
    }

    /** A screen on which nobody has signed in. */
    final BrowserContext strangersScreen() {
        return kept(shared.browser.screen());
    }

    final Page open(String name, String path) {
        Page page = screenOf(name).newPage();
        page.navigate(shared.dashboard.address(path));
        return page;
    }

    private BrowserContext kept(BrowserContext screen) {
        screens.add(screen);
        return screen;
    }
}
