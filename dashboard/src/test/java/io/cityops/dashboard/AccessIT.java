package io.cityops.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.cityops.dashboard.OpenCity.ELSEWHERE;
import static io.cityops.dashboard.OpenCity.HOME;
import static io.cityops.dashboard.OpenCity.PASSWORD;
import static io.cityops.dashboard.OpenCity.RIVER;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who may see and do what: the packaged dashboard, a real database and a real browser. */
@ExtendWith(OpenCity.Gate.class)
class AccessIT {
    private static final Pattern SIGN_IN = Pattern.compile(".*/sign-in.*");

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
    void aWardsOperatorSeesTheirWardOnTheTilesAndNothingOfTheOthers() throws Exception {
        UUID ours = city.riverAlarm("gauge-home", HOME);
        UUID theirs = city.riverAlarm("gauge-elsewhere", ELSEWHERE);
        Page page = wallOf("phuan");
        page.navigate(dashboard.address("/wall/main?indicator=" + RIVER));

        assertThat(page.locator("[data-tile='" + RIVER + "']")).hasAttribute("data-value", "1.21");
        assertThat(page.locator("[data-ward='" + HOME + "']")).hasAttribute("data-value", "1.21");
        assertThat(page.locator("[data-alert='" + ours + "']")).isVisible();
        assertThat(page.locator("[data-alert='" + theirs + "']")).hasCount(0);
        assertThat(page.locator("[data-ward='" + ELSEWHERE + "']").getAttribute("data-value"))
                .isNull();
        assertThat(page.content()).doesNotContain("gauge-elsewhere");
    }

    @Test
    void aWardsOperatorCannotFetchAnotherWardsPictureNorAcknowledgeItsAlarm() throws Exception {
        UUID ours = city.riverAlarm("gauge-home-2", HOME);
        UUID theirs = city.riverAlarm("gauge-elsewhere-2", ELSEWHERE);
        Page page = wallOf("phuan");
        assertThat(page.locator("[data-ack='" + ours + "']")).isVisible();

        assertThat(page.request()
                        .get(dashboard.address("/camera/cam-home/snapshot.jpg"))
                        .status())
                .isEqualTo(200);
        assertThat(page.request()
                        .get(dashboard.address("/camera/cam-elsewhere/snapshot.jpg"))
                        .status())
                .isEqualTo(404);
        Object answer = page.locator("city-wall")
                .evaluate("(wall, id) => wall.$server.acknowledge(id, 'from outside')", theirs.toString());
        assertThat(answer).isEqualTo("not-allowed");
        assertThat(city.timeline(theirs)).noneMatch(line -> line.contains("acknowledged"));
        assertThat(city.audit()).contains("phuan camera.look cam-home");
    }

    @Test
    void aSectorsOperatorSeesThatSectorOnly() throws Exception {
        UUID flood = city.riverAlarm("gauge-sector", HOME);
        Page page = wallOf("giaothong");

        assertThat(page.locator("[data-tile='traffic.flow']")).isVisible();
        assertThat(page.locator("[data-tile='" + RIVER + "']")).hasCount(0);
        assertThat(page.locator("[data-alert='" + flood + "']")).hasCount(0);
    }

    @Test
    void aDisabledAccountIsPutOutOfThePageItHasOpen() throws Exception {
        city.account("tam", PASSWORD, "operator");
        Page page = WallBrowser.signIn(screen, dashboard, "tam", PASSWORD);
        assertThat(page.locator("[data-tile='" + RIVER + "']")).isVisible();

        city.disable("tam");

        assertThat(page).hasURL(SIGN_IN);
    }

    @Test
    void tenWrongPasswordsLockAnAccountWhateverAddressTheyCameFrom() throws Exception {
        city.account("hai", PASSWORD, "operator");
        for (int attempt = 0; attempt < 10; attempt++) {
            // Another address each time: the one that is held up after three would never come to ten.
            try (BrowserContext stranger = browser.from("10.0.0." + (attempt + 1))) {
                Page page = WallBrowser.signIn(stranger, dashboard, "hai", "guess");
                assertThat(page.locator("[data-failure]")).isVisible();
            }
        }

        Page page = WallBrowser.signIn(screen, dashboard, "hai", PASSWORD);

        assertThat(page).hasURL(SIGN_IN);
        assertThat(city.audit()).contains("hai account.lock hai");
    }

    @Test
    void aScreenIsPairedByItsCodeShowsTheWallReadOnlyAndIsRevoked() throws Exception {
        UUID alarm = city.riverAlarm("gauge-kiosk", HOME);
        Page page = screen.newPage();
        page.navigate(dashboard.address("/pair"));
        String code = page.locator("[data-code]").innerText().replace("-", "");
        assertThat(code).matches("[A-Z0-9]{8}");
        assertThat(page.content()).doesNotContain("cityops-kiosk");

        city.approveKiosk("hall-1", code);

        Locator tile = page.locator("[data-tile='" + RIVER + "']");
        assertThat(tile).isVisible(visible());
        assertThat(page.url()).endsWith("/wall/main");
        assertThat(page.locator("[data-alert='" + alarm + "']")).isVisible();
        assertThat(page.locator("[data-ack]")).hasCount(0);
        assertThat(page.locator("city-wall")
                        .evaluate("(wall, id) => wall.$server.acknowledge(id, '')", alarm.toString()))
                .isEqualTo("not-allowed");
        assertThat(page.request()
                        .get(dashboard.address("/camera/cam-home/snapshot.jpg"))
                        .status())
                .isEqualTo(401);

        city.revokeKiosk("hall-1");

        assertThat(page).hasURL(SIGN_IN);
        page.navigate(dashboard.address("/wall/main"));
        assertThat(page).hasURL(SIGN_IN);
        assertThat(city.audit()).contains("test kiosk.add hall-1", "test kiosk.revoke hall-1");
    }

    @Test
    void aCodeThatNobodyApprovedLetsNobodyIn() {
        Page page = screen.newPage();
        page.navigate(dashboard.address("/pair"));
        assertThat(page.locator("[data-code]")).isVisible();

        page.navigate(dashboard.address("/wall/main"));

        assertThat(page).hasURL(SIGN_IN);
    }

    private Page wallOf(String name) {
        screen.close();
        screen = shared.screenOf(name);
        Page page = screen.newPage();
        page.navigate(dashboard.address("/wall/main"));
        return page;
    }

    private static LocatorAssertions.IsVisibleOptions visible() {
        return new LocatorAssertions.IsVisibleOptions()
                .setTimeout(Duration.ofSeconds(60).toMillis());
    }
}
