package io.cityops.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.cityops.localstack.database.TimescaleServer;
import io.cityops.localstack.process.FreePort;
import io.cityops.model.telemetry.Quality;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The desk, the pages of areas and devices, and the briefing: the packaged dashboard, a database and a browser. */
class DeskIT {
    private static final String PASSWORD = "bien-dong-42";
    private static final String RIVER = "water.river_level";
    private static final String HOME = "25768";
    private static final String ELSEWHERE = "25747";

    @TempDir
    private static Path folder;

    private static TimescaleServer database;
    private static CityRows city;
    private static RunningDashboard dashboard;
    private static WallBrowser browser;
    private final ConcurrentLinkedQueue<String> requests = new ConcurrentLinkedQueue<>();
    private BrowserContext screen;

    @BeforeAll
    static void startCity() throws Exception {
        database = TimescaleServer.start(folder.resolve("city"), FreePort.next());
        city = new CityRows(database);
        city.account("lan", PASSWORD, "operator");
        city.account("minh", PASSWORD, "operator");
        city.account("sep", PASSWORD, "leader");
        city.account("quan", PASSWORD, "administrator");
        city.account("phuan", PASSWORD, "operator", List.of(HOME), List.of());
        city.device("gauge-1", "river-gauge", "water", HOME);
        city.device("gauge-far", "river-gauge", "water", ELSEWHERE);
        city.device("cam-1", "traffic-camera", "traffic", HOME);
        city.still("cam-1", new byte[] {(byte) 0xFF, (byte) 0xD8, 1});
        city.value("city", RIVER, 1.31);
        city.value(HOME, RIVER, 1.21);
        city.value(ELSEWHERE, RIVER, 1.11);
        city.days("city", "services.dossiers_online", 30, 31, 32, 33, 34, 35, 36, 37);
        dashboard = new RunningDashboard(database, folder.resolve("data"));
        dashboard.start();
        browser = new WallBrowser();
    }

    @AfterAll
    static void stopCity() throws Exception {
        browser.close();
        dashboard.close();
        database.close();
    }

    @BeforeEach
    void openScreen() {
        screen = browser.screen();
        screen.onRequest(request -> requests.add(request.url()));
    }

    @AfterEach
    void noRequestLeftTheMachine() {
        screen.close();
        assertThat(requests)
                .filteredOn(url -> !url.startsWith("data:"))
                .allMatch(url -> URI.create(url.replace(" ", "%20")).getHost().equals("127.0.0.1"));
    }

    @Test
    void eachRoleComesToItsOwnPage() {
        assertThat(land("lan")).hasURL(Pattern.compile(".*/desk"));
        screen.clearCookies();
        assertThat(land("sep")).hasURL(dashboard.address("/"));
    }

    @Test
    void anOperatorAcknowledgesTheNextAlarmInTwoKeystrokes() throws Exception {
        UUID alarm = city.riverAlarm("two-keys");
        Page page = open("lan", "/desk?q=two-keys");
        assertThat(row(page, alarm)).hasAttribute("data-state", "active");

        page.keyboard().press("j");
        page.keyboard().press("a");

        assertThat(row(page, alarm)).hasAttribute("data-state", "acknowledged");
        assertThat(page.locator("[data-timeline] [data-action=acknowledged]")).containsText("lan");
        assertThat(city.audit()).contains("lan alert.acknowledge " + alarm);
    }

    @Test
    void anAlarmIsAssignedAndCommentedByKeysAndItsTimelineTellsBoth() throws Exception {
        UUID alarm = city.riverAlarm("by-keys");
        Page page = open("lan", "/desk?q=by-keys");
        assertThat(row(page, alarm)).isVisible();

        page.keyboard().press("j");
        page.keyboard().press("g");
        page.locator("[data-to]").selectOption("minh");
        page.locator("[data-send]").click();
        assertThat(row(page, alarm)).containsText("minh");
        page.keyboard().press("c");
        page.locator("textarea[data-comment]").fill("Đã gọi đội thoát nước");
        page.locator("[data-send]").click();

        assertThat(page.locator("[data-timeline] [data-action=commented]")).containsText("Đã gọi đội thoát nước");
        assertThat(page.locator("[data-timeline] [data-action=assigned]")).containsText("minh");
        assertThat(page.locator("[data-procedure]")).not().isEmpty();
        assertThat(city.audit()).contains("lan alert.assign " + alarm, "lan alert.comment " + alarm);
    }

    @Test
    void severalAlarmsAreAcknowledgedAtOnce() throws Exception {
        UUID first = city.riverAlarm("bulk-1");
        UUID second = city.riverAlarm("bulk-2");
        Page page = open("lan", "/desk?q=bulk");
        assertThat(page.locator("[data-alarm]")).hasCount(2);

        page.locator("[data-mark-all]").check();
        page.locator("[data-bulk=acknowledge]").click();

        assertThat(row(page, first)).hasAttribute("data-state", "acknowledged");
        assertThat(row(page, second)).hasAttribute("data-state", "acknowledged");
        assertThat(page.locator("[data-notice]")).containsText("2");
    }

    @Test
    void theFiltersAreKeptInTheAddressAndFindWithoutAccents() throws Exception {
        UUID alarm = city.riverAlarm("filtered");
        Page page = open("lan", "/desk");
        assertThat(row(page, alarm)).isVisible();

        page.locator("[data-filter=severities-low]").check();
        assertThat(row(page, alarm)).hasCount(0);
        assertThat(page.url()).contains("severity=low");
        page.locator("[data-filter=severities-low]").uncheck();
        page.locator("[data-filter=words]").fill("phu an filtered");
        assertThat(row(page, alarm)).isVisible();
        page.reload();

        assertThat(page.locator("[data-filter=words]")).hasValue("phu an filtered");
        assertThat(page.locator("[data-alarm]")).hasCount(1);
    }

    @Test
    void anAlarmThatIsOverAndAcknowledgedIsFoundAmongTheClosedOnes() throws Exception {
        UUID alarm = city.riverAlarm("closed-one", HOME);
        Page page = open("lan", "/desk?q=closed-one");
        assertThat(row(page, alarm)).isVisible();
        page.keyboard().press("j");
        page.keyboard().press("a");
        assertThat(row(page, alarm)).hasAttribute("data-state", "acknowledged");

        city.riverFell(alarm, "closed-one", HOME);
        assertThat(row(page, alarm)).hasCount(0);
        page.navigate(dashboard.address("/desk?q=closed-one&state=closed"));

        assertThat(row(page, alarm)).hasAttribute("data-state", "closed");
    }

    @Test
    void aLeaderSeesTheDeskAndCanDoNothingThere() throws Exception {
        UUID alarm = city.riverAlarm("for-leaders");
        Page page = open("sep", "/desk?q=for-leaders");
        assertThat(row(page, alarm)).isVisible();

        assertThat(page.locator("[data-bulk]")).hasCount(0);
        Object answer = ask(page, "acknowledge", "{ids: ['" + alarm + "'], comment: ''}", "answer['" + alarm + "']");
        assertThat(answer).isEqualTo("not-allowed");
        assertThat(row(page, alarm)).hasAttribute("data-state", "active");
    }

    @Test
    void aWardsOperatorCannotSeeOrFetchAnotherWard() throws Exception {
        UUID theirs = city.riverAlarm("not-ours", ELSEWHERE);
        Page page = open("phuan", "/desk");
        assertThat(page.locator("[data-count]")).isVisible();

        assertThat(row(page, theirs)).hasCount(0);
        assertThat(ask(page, "alarm", "{id: '" + theirs + "'}", "answer.refused"))
                .isEqualTo("not-allowed");
        assertThat(ask(page, "passport", "{indicator: '" + RIVER + "', area: '" + ELSEWHERE + "'}", "answer.refused"))
                .isEqualTo("not-allowed");
        assertThat(ask(page, "passport", "{indicator: '" + RIVER + "', area: 'city'}", "answer.refused"))
                .isEqualTo("not-allowed");
        assertThat(ask(page, "search", "{for: 'gauge-far'}", "answer.length")).isEqualTo(0);
        assertThat(ask(page, "search", "{for: 'gauge-1'}", "answer.length")).isNotEqualTo(0);
        for (String elsewhere : List.of("/desk/area/" + ELSEWHERE, "/desk/area/city", "/desk/device/gauge-far")) {
            page.navigate(dashboard.address(elsewhere));
            assertThat(page.locator("[data-not-there]")).isVisible();
            assertThat(page.locator("city-page")).hasCount(0);
        }
        page.navigate(dashboard.address("/desk/area/" + HOME));
        assertThat(figure(page)).isVisible();
    }

    @Test
    void theAreaPageShowsLiveFiguresAHistoryAndItsDevices() throws Exception {
        Page page = open("lan", "/desk/area/" + HOME + "?indicator=" + RIVER);
        assertThat(figure(page)).isVisible();

        city.value(HOME, RIVER, 1.57);

        assertThat(figure(page)).hasAttribute("data-value", "1.57");
        assertThat(figure(page)).hasAttribute("data-band", "warning");
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
        assertThat(page.locator("[data-count]")).isVisible();

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
        city.correctedValue(HOME, "water.rain_1h", 4.5, 6.5);
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
        assertThat(asked).containsText("Vì sao 7 phản ánh quá hạn?", within(10));
        try (BrowserContext other = browser.screen()) {
            Page ward = open(other, "phuan", "/");
            assertThat(ward.locator("[data-ask]")).hasCount(0);
            ward.locator("[data-explain]").click();
            ward.locator("[data-reply]").fill("Thiếu nhân sự, đã bổ sung");
            ward.locator("[data-explain-send]").click();
            assertThat(ward.locator("[data-answer]")).containsText("Thiếu nhân sự", within(10));
        }
        assertThat(asked.locator("[data-answer]")).containsText("Thiếu nhân sự, đã bổ sung", within(10));
        assertThat(city.audit()).anyMatch(line -> line.startsWith("phuan explanation.answer"));
    }

    @Test
    void anAdministratorApprovesAScreenByItsCodeAndRevokesIt() {
        try (BrowserContext wall = browser.screen()) {
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

    private Page land(String name) {
        Page page = screen.newPage();
        page.navigate(dashboard.address("/sign-in"));
        page.fill("#username", name);
        page.fill("#password", PASSWORD);
        page.click("button[type=submit]");
        return page;
    }

    private Page open(String name, String path) {
        return open(screen, name, path);
    }

    private static Page open(BrowserContext screen, String name, String path) {
        Page page = screen.newPage();
        page.navigate(dashboard.address(path));
        page.waitForURL(Pattern.compile(".*/sign-in.*"));
        page.fill("#username", name);
        page.fill("#password", PASSWORD);
        page.click("button[type=submit]");
        page.waitForURL(url -> !url.contains("/sign-in"));
        page.navigate(dashboard.address(path));
        return page;
    }

    /** As a browser that does not keep to the page would ask. */
    private static Object ask(Page page, String question, String about, String of) {
        String script = "async () => { const answer = await document.querySelector('city-page').$server.ask('"
                + question + "', " + about + "); return " + of + "; }";
        return page.evaluate(script);
    }

    private static LocatorAssertions.ContainsTextOptions within(int seconds) {
        return new LocatorAssertions.ContainsTextOptions().setTimeout(seconds * 1_000.0);
    }

    private static Locator row(Page page, UUID alarm) {
        return page.locator("tr[data-alarm='" + alarm + "']");
    }

    private static Locator figure(Page page) {
        return page.locator("[data-figure='" + RIVER + "']");
    }
}
