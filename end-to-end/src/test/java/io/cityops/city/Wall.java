package io.cityops.city;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;

/** A wall screen as a person sees it. */
final class Wall {
    private final Page page;

    private Wall(Page page) {
        this.page = page;
    }

    /** Signs in as the administrator and opens the wall with the map of this indicator. */
    static Wall open(City city, Page page, String indicator) throws Exception {
        page.navigate(city.url("/wall/main?indicator=" + indicator));
        page.locator("input[name=username]").fill("admin");
        page.locator("input[name=password]").fill(city.adminPassword());
        page.locator("input[name=password]").press("Enter");
        Wall wall = new Wall(page);
        wall.tile(indicator).waitFor(new Locator.WaitForOptions().setTimeout(60_000));
        if (!page.url().contains("indicator=" + indicator)) {
            page.navigate(city.url("/wall/main?indicator=" + indicator));
            wall.tile(indicator).waitFor(new Locator.WaitForOptions().setTimeout(60_000));
        }
        return wall;
    }

    Page page() {
        return page;
    }

    Locator tile(String indicator) {
        return page.locator("[data-tile='" + indicator + "']");
    }

    String ward(String code) {
        return attribute("[data-ward='" + code + "']", "data-value");
    }

    Locator alert(String id) {
        return page.locator("[data-alert='" + id + "']");
    }

    void acknowledge(String alertId) {
        page.locator("[data-ack='" + alertId + "']").click();
    }

    boolean connected() {
        return "up".equals(attribute("[data-connection]", "data-connection"));
    }

    String attribute(String selector, String name) {
        Locator found = page.locator(selector).first();
        found.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
        String value = found.getAttribute(name);
        return value == null ? "" : value;
    }
}
