package io.cityops.dashboard;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The browser of a wall: the machine's own Chromium, without a window. */
final class WallBrowser implements AutoCloseable {
    private final Playwright playwright;
    private final Browser browser;

    WallBrowser() {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        // a busy machine is slow, not wrong
        PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
        browser = playwright
                .chromium()
                .launch(new LaunchOptions()
                        .setExecutablePath(Path.of("/usr/bin/chromium"))
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync",
                                "--no-first-run")));
    }

    /** A screen of its own, with cookies of its own. */
    BrowserContext screen() {
        return browser.newContext(of(1920, 1080));
    }

    /** @param state cookies of one that was signed in on */
    BrowserContext screen(String state) {
        return browser.newContext(of(1920, 1080).setStorageState(state));
    }

    /** In somebody's hand. */
    BrowserContext phone(String state) {
        return browser.newContext(of(390, 844).setStorageState(state));
    }

    private static Browser.NewContextOptions of(int width, int height) {
        return new Browser.NewContextOptions().setViewportSize(width, height);
    }

    /** A browser behind a proxy on this machine, which says where it is. */
    BrowserContext from(String address) {
        return browser.newContext(
                new Browser.NewContextOptions().setExtraHTTPHeaders(Map.of("X-Forwarded-For", address)));
    }

    static Page signIn(BrowserContext screen, RunningDashboard dashboard, String name, String password) {
        Page page = screen.newPage();
        page.navigate(dashboard.address("/wall/main"));
        page.fill("#username", name);
        page.fill("#password", password);
        page.click("button[type=submit]");
        return page;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
