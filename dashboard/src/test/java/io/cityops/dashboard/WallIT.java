package io.cityops.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.cityops.dashboard.OpenCity.PASSWORD;
import static io.cityops.dashboard.OpenCity.RIVER;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIRequestContext;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.RequestOptions;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The packaged dashboard, a real database and a real browser. */
@ExtendWith(OpenCity.Gate.class)
class WallIT {
    private static final Pattern SIGN_IN = Pattern.compile(".*/sign-in.*");
    private static final Pattern MAIN_WALL = Pattern.compile(".*/wall/main");

    private static OpenCity shared;
    private static CityRows city;
    private static RunningDashboard dashboard;
    private static WallBrowser browser;
    private BrowserContext screen;

    @BeforeAll
    static void enterCity(OpenCity open) throws Exception {
        shared = open;
        city = open.city;
        dashboard = open.dashboard;
        browser = open.browser;
    }

    @BeforeEach
    void openScreen() throws Exception {
        shared.atRest();
        screen = browser.screen();
    }

    @AfterEach
    void closeScreen() {
        screen.close();
    }

    @Test
    void whoHasNotSignedInIsLedToTheForm() throws Exception {
        HttpResponse<String> wall = dashboard.get("/wall/main");

        assertThat(wall.statusCode()).isEqualTo(302);
        assertThat(wall.headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/sign-in"));
        HttpResponse<String> form = dashboard.get("/sign-in");
        assertThat(form.statusCode()).isEqualTo(200);
        assertThat(form.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).contains("frame-ancestors 'none'"));
        assertThat(form.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(form.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
    }

    @Test
    void aWrongPasswordIsRefusedWithoutSayingWhatWasWrong() {
        Page page = WallBrowser.signIn(screen, dashboard, "lan", "guess");

        assertThat(page).hasURL(SIGN_IN);
        assertThat(page.locator("[data-failure]")).isVisible();
        String forKnownAccount = page.locator("[data-failure]").innerText();
        page.fill("#username", "nobody");
        page.fill("#password", "guess");
        page.click("button[type=submit]");
        assertThat(page.locator("[data-failure]")).hasText(forKnownAccount);
    }

    @Test
    void signingInShowsTheWall() throws SQLException {
        city.value("city", RIVER, 1.27);

        Page page = signIn("lan");

        assertThat(page).hasURL(MAIN_WALL);
        assertThat(tile(page)).hasAttribute("data-value", "1.27");
        assertThat(connection(page)).hasAttribute("data-connection", "up");
        assertThat(page.locator("[data-ward]")).hasCount(168);
    }

    @Test
    void aCamerasPictureIsForWhoeverIsSignedIn() throws Exception {
        byte[] picture = {(byte) 0xFF, (byte) 0xD8, 1, 2, 3};
        city.still("cam-2", picture);
        assertThat(dashboard.get("/camera/cam-2/snapshot.jpg").statusCode()).isEqualTo(401);

        APIRequestContext signedIn = signedIn("lan").request();
        APIResponse shown = signedIn.get(dashboard.address("/camera/cam-2/snapshot.jpg"));

        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.body()).isEqualTo(picture);
        assertThat(shown.headers())
                .containsEntry("content-type", "image/jpeg")
                .containsKey("x-taken-at")
                .containsEntry("x-content-type-options", "nosniff");
        APIResponse again = signedIn.get(
                dashboard.address("/camera/cam-2/snapshot.jpg"),
                RequestOptions.create()
                        .setHeader("If-None-Match", shown.headers().get("etag")));
        assertThat(again.status()).isEqualTo(304);
        assertThat(signedIn.get(dashboard.address("/camera/nobody/snapshot.jpg"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void theCookiesAreOutOfReachOfScripts() {
        signIn("lan");

        assertThat(screen.cookies())
                .filteredOn(cookie -> cookie.name.equals("cityops-session") || cookie.name.equals("cityops-remember"))
                .hasSize(2)
                .allMatch(cookie -> cookie.httpOnly && cookie.sameSite != null);
    }

    @Test
    void aNewValueIsOnTheWallWithoutAReload() throws SQLException {
        Page page = signedIn("lan");
        assertThat(tile(page)).isVisible();

        city.value("city", RIVER, 1.43);
        long written = System.nanoTime();
        assertThat(tile(page)).hasAttribute("data-value", "1.43", within(Duration.ofSeconds(30)));
        Duration took = Duration.ofNanos(System.nanoTime() - written);

        System.out.printf("write to wall: %d ms%n", took.toMillis());
        assertThat(tile(page)).hasAttribute("data-band", "watch");
    }

    @Test
    void aWardOfTheChosenIndicatorChanges() throws SQLException {
        Page page = signedIn("lan");
        page.navigate(dashboard.address("/wall/main?indicator=" + RIVER));
        Locator ward = page.locator("[data-ward='25768']");
        assertThat(ward).isVisible();

        city.value("25768", RIVER, 1.62);

        assertThat(ward).hasAttribute("data-value", "1.62");
        assertThat(ward).hasAttribute("data-band", "critical");
    }

    @Test
    void theLanguageIsSwitchedAndRemembered() {
        Page page = signedIn("lan");
        assertThat(tile(page)).containsText("Mực nước sông");

        page.locator("[data-lang]").click();

        assertThat(tile(page)).containsText("River level");
        assertThat(page.locator("html")).hasAttribute("lang", "en");
        page.reload();
        assertThat(tile(page)).containsText("River level");
    }

    @Test
    void aKilledServerIsAnnouncedAndTheWallComesBackByItselfWithEverything() throws Exception {
        Page page = signedIn("lan");
        assertThat(tile(page)).isVisible();

        dashboard.kill();
        assertThat(connection(page)).hasAttribute("data-connection", "down", within(Duration.ofSeconds(60)));
        city.value("city", RIVER, 1.57);
        UUID id = city.riverAlarm("river-while-away");
        dashboard.start();
        shared.forgetSignIns();

        assertThat(connection(page)).hasAttribute("data-connection", "up", within(Duration.ofSeconds(120)));
        assertThat(tile(page)).hasAttribute("data-value", "1.57");
        assertThat(page.locator("[data-alert='" + id + "']")).isVisible();
        assertThat(page).hasURL(MAIN_WALL);
    }

    @Test
    void aNewPasswordEndsTheRememberedSignIn() throws Exception {
        city.account("thuy", PASSWORD, "operator");
        Page page = signIn("thuy");
        assertThat(tile(page)).isVisible();
        Cookie remembered = screen.cookies().stream()
                .filter(cookie -> cookie.name.equals("cityops-remember"))
                .findFirst()
                .orElseThrow();
        try (BrowserContext other = browser.screen()) {
            other.addCookies(List.of(remembered));
            Page again = other.newPage();
            again.navigate(dashboard.address("/wall/main"));
            assertThat(tile(again)).isVisible();
        }

        city.password("thuy", "another-one-77");

        try (BrowserContext other = browser.screen()) {
            other.addCookies(List.of(remembered));
            Page again = other.newPage();
            again.navigate(dashboard.address("/wall/main"));
            assertThat(again).hasURL(SIGN_IN);
        }
    }

    @Test
    void theMetersCountTheAttachedScreen() throws Exception {
        Page page = signIn("lan");
        assertThat(tile(page)).isVisible();

        String meters = dashboard.get("/metrics").body();

        assertThat(meters).containsPattern("cityops_dashboard_screens [1-9]");
        assertThat(meters).contains("cityops_dashboard_signin_total{outcome=\"accepted\"}");
        assertThat(meters).doesNotContain(PASSWORD);
    }

    /** By the form, onto the wall. */
    private Page signIn(String name) {
        return WallBrowser.signIn(screen, dashboard, name, PASSWORD);
    }

    /** On a screen where they are in already. */
    private Page signedIn(String name) {
        screen.close();
        screen = shared.screenOf(name);
        Page page = screen.newPage();
        page.navigate(dashboard.address("/wall/main"));
        return page;
    }

    private static Locator tile(Page page) {
        return page.locator("[data-tile='" + RIVER + "']");
    }

    private static Locator connection(Page page) {
        return page.locator("[data-connection]");
    }

    private static LocatorAssertions.HasAttributeOptions within(Duration limit) {
        return new LocatorAssertions.HasAttributeOptions().setTimeout(limit.toMillis());
    }
}
