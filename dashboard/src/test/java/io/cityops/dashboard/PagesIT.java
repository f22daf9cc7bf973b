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
import io.cityops.model.catalogue.CatalogueText;
import io.cityops.model.telemetry.Quality;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The briefing, the pages of areas and devices, search, passports and screens: the packaged dashboard, a database and a browser. */
@ExtendWith(OpenCity.Gate.class)
class PagesIT {
    private static OpenCity shared;
    private static CityRows city;
    private static RunningDashboard dashboard;
    private final ConcurrentLinkedQueue<String> requests = new ConcurrentLinkedQueue<>();
    private @Nullable BrowserContext screen;

    @BeforeAll
    static void enterCity(OpenCity open) throws Exception {
        shared = open;
        city = open.city;
        dashboard = open.dashboard;
        open.atRest();
    }

    @AfterEach
    void noRequestLeftTheMachine() {
        if (screen != null) {
            screen.close();
        }
        assertThat(requests)
                .filteredOn(url -> !url.startsWith("data:"))
                .allMatch(url -> URI.create(url.replace(" ", "%20")).getHost().equals("127.0.0.1"));
    }

    @Test
    void eachRoleComesToItsOwnPage() {
        assertThat(land("lan")).hasURL(Pattern.compile(".*/desk"));
        screen.close();
        assertThat(land("sep")).hasURL(dashboard.address("/"));
    }

    @Test
    void aWardsOperatorCannotSeeOrFetchAnotherWard() throws Exception {
        UUID theirs = city.riverAlarm("not-ours", ELSEWHERE);
        Page page = open("phuan", "/desk");
        assertThat(page.locator("span[data-count]")).isVisible();

        assertThat(Pages.row(page, theirs)).hasCount(0);
        assertThat(Pages.ask(page, "alarm", "{id: '" + theirs + "'}", "answer.refused"))
                .isEqualTo("not-allowed");
        assertThat(Pages.ask(
                        page, "passport", "{indicator: '" + RIVER + "', area: '" + ELSEWHERE + "'}", "answer.refused"))
                .isEqualTo("not-allowed");
        assertThat(Pages.ask(page, "passport", "{indicator: '" + RIVER + "', area: 'city'}", "answer.refused"))
                .isEqualTo("not-allowed");
        assertThat(Pages.ask(page, "search", "{for: 'gauge-far'}", "answer.length"))
                .isEqualTo(0);
        assertThat(Pages.ask(page, "search", "{for: 'gauge-1'}", "answer.length"))
                .isNotEqualTo(0);
        for (String elsewhere : List.of("/desk/area/" + ELSEWHERE, "/desk/area/city", "/desk/device/gauge-far")) {
            page.navigate(dashboard.address(elsewhere));
            assertThat(page.locator("[data-not-there]")).isVisible();
            assertThat(page.locator("city-page")).hasCount(0);
        }
        page.navigate(dashboard.address("/desk/area/" + HOME));
        assertThat(Pages.figure(page)).isVisible();
    }

    @Test
    void theAreaPageShowsLiveFiguresAHistoryAndItsDevices() throws Exception {
        Page page = open("lan", "/desk/area/" + HOME + "?indicator=" + RIVER);
        assertThat(Pages.figure(page)).isVisible();

        city.value(HOME, RIVER, 1.57);

        assertThat(Pages.figure(page)).hasAttribute("data-value", "1.57");
        assertThat(Pages.figure(page)).hasAttribute("data-band", "warning");
        assertThat(page.locator("[data-chart='" + RIVER + "'] svg")).isVisible();
        assertThat(page.locator("[data-device=gauge-1]")).isVisible();
    }

    @Test
    void theDevicePageShowsLiveReadingsWithTheirFlagsAndAChart() throws Exception {
        city.reading("gauge-1", "water_level_m", 1.42, 0);
        Page page = open("lan", "/desk/device/gauge-1");
        Locator live = page.locator("[data-live=water_level_m]");
        assertThat(live).hasAttribute("data-value", "1.42");

        city.reading("gauge-1", "water_level_m", 1.44, Quality.STUCK);

        assertThat(live).hasAttribute("data-value", "1.44");
        assertThat(page.locator("[data-reading]").first()).containsText("đứng yên");
        page.locator("[data-range='24h']").click();
        assertThat(page.locator("[data-chart=water_level_m] svg")).isVisible();
        page.locator("[data-lang]").click();
        assertThat(page.locator("[data-reading]").first()).containsText("stuck");
    }

    @Test
    void aCamerasPageShowsItsNewestPicture() {
        Page page = open("lan", "/desk/device/cam-1");

        Locator still = page.locator("[data-still]");
        assertThat(still).isVisible();
        assertThat(still).hasAttribute("src", Pattern.compile("/camera/cam-1/snapshot.jpg.*"));
    }

    @Test
    void searchFindsByEitherSpellingAndWithoutAccents() {
        Page page = open("lan", "/desk");
        assertThat(page.locator("span[data-count]")).isVisible();

        for (String spelling : List.of("Hòa Lợi", "Hoà Lợi", "hoa loi")) {
            page.keyboard().press("Control+k");
            page.locator("search-palette input").fill(spelling);
            assertThat(page.locator("[data-hit='25849']")).isVisible();
            page.keyboard().press("Escape");
        }
        page.keyboard().press("Control+k");
        page.locator("search-palette input").fill("gauge-1");
        assertThat(page.locator("[data-hit=gauge-1]")).isVisible();
        page.keyboard().press("Enter");
        assertThat(page).hasURL(Pattern.compile(".*/desk/device/gauge-1"));
    }

    @Test
    void aFigureThatIsPressedShowsItsPassport() throws Exception {
        city.correctedValue(HOME, "water.rain_1h", 4.5, 6.5, "stuck");
        Page page = open("lan", "/desk/area/" + HOME);

        page.locator("[data-passport-of='water.rain_1h']").click();

        Locator passport = page.locator("[data-passport='water.rain_1h']");
        assertThat(passport.locator("[data-coverage]")).hasAttribute("data-coverage", "75");
        assertThat(passport.locator("[data-excluded]")).containsText("đứng yên");
        assertThat(passport.locator("[data-corrections]")).hasAttribute("data-corrections", "1");
        assertThat(passport.locator("[data-catalogue]")).hasText("tested");
        page.keyboard().press("Escape");
        page.navigate(dashboard.address("/wall/main"));
        page.locator("[data-tile='" + RIVER + "'] [data-passport-of]").click();
        assertThat(page.locator("[data-passport='" + RIVER + "'] [data-coverage]"))
                .isVisible();
    }

    @ParameterizedTest
    @CsvSource({"vi, bảo trì, Thiết bị bị loại ra", "en, in maintenance, Devices excluded"})
    void aPassportTellsWhichDeviceIsLeftOutSinceItIsInMaintenance(String language, String reason, String heading)
            throws Exception {
        String device = "rain-repaired-" + language;
        city.device(device, "rain-gauge", "water", HOME);
        city.maintenance(device, "doi-nuoc", "thay cảm biến");
        city.reading(device, "rain_mm", 9.9, Quality.MAINTENANCE);
        city.correctedValue(HOME, "water.rain_1h", 4.5, 6.5, "maintenance");
        Page page = open("lan", "/desk/area/" + HOME + "?lang=" + language);

        page.locator("[data-passport-of='water.rain_1h']").click();

        Locator passport = page.locator("[data-passport='water.rain_1h']");
        assertThat(passport.locator("[data-excluded]")).containsText("1 " + reason);
        assertThat(passport.locator("h3").first()).hasText(heading);
        assertThat(passport.locator("[data-out=" + device + "]")).containsText(reason);
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "passport-" + language + ".png")));
    }

    @Test
    void aCatalogueThatIsAppliedIsOnTheOpenScreenWithoutASignIn() throws Exception {
        CatalogueText builtIn = CatalogueText.read(null);
        city.apply(builtIn);
        Page page = open("lan", "/desk/area/" + HOME);
        Locator rain = page.locator("[data-passport-of='water.rain_1h']");
        assertThat(rain).isVisible();
        Map<String, String> files = new HashMap<>(builtIn.files());
        files.computeIfPresent("indicators.yaml", (name, text) -> text.replace("Mưa 1 giờ qua", "Mưa trong giờ qua"));
        try {
            city.apply(CatalogueText.of(files));
            assertThat(page.getByText("Mưa trong giờ qua").first())
                    .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(30_000));
        } finally {
            city.apply(builtIn);
        }
        assertThat(page.getByText("Mưa 1 giờ qua").first())
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(30_000));
    }

    @Test
    void theBriefingTellsWhatIsWrongAndHowFarTheTargetsAre() throws Exception {
        String dossiers = "services.dossiers_online";
        city.value("city", dossiers, 38);
        city.value(HOME, dossiers, 20);
        city.value(HOME, "services.reports_received_24h", 40);
        city.value(HOME, "services.reports_late", 7);
        UUID alarm = city.riverAlarm("for-the-briefing");
        Page page = open("sep", "/");

        assertThat(page.locator("[data-alarm='" + alarm + "']")).containsText("CHƯA AI NHẬN");
        assertThat(page.locator("[data-sector=water]")).isVisible();
        Locator goal = page.locator("[data-goal='" + dossiers + "-2030']");
        assertThat(goal).hasAttribute("data-reached", "false");
        assertThat(goal).containsText("+30,44");
        assertThat(goal.locator("ol")).containsText("Phú An");
        assertThat(page.locator("[data-ward-row='" + HOME + "']")).containsText("7");
        page.locator("[data-lang]").click();
        assertThat(page.locator("[data-alarm='" + alarm + "']")).containsText("NOBODY HAS IT");
        page.setViewportSize(390, 844);
        assertThat(page.evaluate("document.querySelector('city-page').scrollWidth <= 390"))
                .isEqualTo(true);
    }

    @Test
    void aLeaderAsksAWardToExplainAndTheWardAnswers() throws Exception {
        city.value(HOME, "services.reports_received_24h", 40);
        Page leader = open("sep", "/");
        leader.locator("[data-ask='" + HOME + "']").click();
        leader.locator("[data-question]").fill("Vì sao 7 phản ánh quá hạn?");
        leader.locator("[data-explain-send]").click();
        Locator asked = leader.locator("[data-explanation]");
        assertThat(asked).containsText("Vì sao 7 phản ánh quá hạn?", Pages.within(10));
        try (BrowserContext other = shared.screenOf("phuan")) {
            Page ward = page(other, "/");
            assertThat(ward.locator("[data-ask]")).hasCount(0);
            ward.locator("[data-explain]").click();
            ward.locator("[data-reply]").fill("Thiếu nhân sự, đã bổ sung");
            ward.locator("[data-explain-send]").click();
            assertThat(ward.locator("[data-answer]")).containsText("Thiếu nhân sự", Pages.within(10));
        }
        assertThat(asked.locator("[data-answer]")).containsText("Thiếu nhân sự, đã bổ sung", Pages.within(10));
        assertThat(city.audit()).anyMatch(line -> line.startsWith("phuan explanation.answer"));
    }

    @Test
    void anAdministratorApprovesAScreenByItsCodeAndRevokesIt() {
        try (BrowserContext wall = shared.browser.screen()) {
            Page waiting = wall.newPage();
            waiting.navigate(dashboard.address("/pair"));
            String code = waiting.locator("[data-code]").innerText();
            Page page = open("quan", "/screens");
            assertThat(page.locator("[data-waiting='" + code.replace("-", "") + "']"))
                    .isVisible();

            page.locator("input[name=code]").fill(code);
            page.locator("input[name=name]").fill("hall-2");
            page.locator("[data-approve]").click();

            assertThat(page.locator("[data-kiosk=hall-2]")).isVisible();
            assertThat(waiting.locator("[data-tile='" + RIVER + "']")).isVisible();
            page.onDialog(dialog -> dialog.accept());
            page.locator("[data-revoke=hall-2]").click();
            assertThat(page.locator("[data-kiosk=hall-2]")).hasCount(0);
            assertThat(waiting).hasURL(Pattern.compile(".*/sign-in.*"));
        }
    }

    @Test
    void onlyAdministratorsComeToTheScreens() {
        Page page = open("lan", "/screens");

        assertThat(page.locator("screens-page")).hasCount(0);
    }

    private Page open(String name, String path) {
        screen = shared.screenOf(name);
        return page(screen, path);
    }

    private Page page(BrowserContext screen, String path) {
        screen.onRequest(request -> requests.add(request.url()));
        Page page = screen.newPage();
        page.navigate(dashboard.address(path));
        return page;
    }

    private Page land(String name) {
        screen = shared.browser.screen();
        Page page = page(screen, "/sign-in");
        page.fill("#username", name);
        page.fill("#password", PASSWORD);
        page.click("button[type=submit]");
        return page;
    }
}
