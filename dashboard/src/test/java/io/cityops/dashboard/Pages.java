package io.cityops.dashboard;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.UUID;

/** What tests look for on pages, and how they ask past them. */
final class Pages {
    private Pages() {}

    /** As a browser that does not keep to the page would ask. */
    static Object ask(Page page, String question, String about, String of) {
        String script = "async () => { const answer = await document.querySelector('city-page').$server.ask('"
                + question + "', " + about + "); return " + of + "; }";
        page.locator("city-page #main").waitFor();
        return page.evaluate(script);
    }

    static LocatorAssertions.ContainsTextOptions within(int seconds) {
        return new LocatorAssertions.ContainsTextOptions().setTimeout(seconds * 1_000.0);
    }

    static LocatorAssertions.HasAttributeOptions attributeWithin(int seconds) {
        return new LocatorAssertions.HasAttributeOptions().setTimeout(seconds * 1_000.0);
    }

    static LocatorAssertions.HasCountOptions countWithin(int seconds) {
        return new LocatorAssertions.HasCountOptions().setTimeout(seconds * 1_000.0);
    }

    static LocatorAssertions.IsVisibleOptions visibleWithin(int seconds) {
        return new LocatorAssertions.IsVisibleOptions().setTimeout(seconds * 1_000.0);
    }

    static Locator row(Page page, UUID alarm) {
        return page.locator("tr[data-alarm='" + alarm + "']");
    }

    static Locator figure(Page page) {
        return page.locator("[data-figure='" + OpenCity.RIVER + "']");
    }
}
