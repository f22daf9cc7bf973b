package io.cityops.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.cityops.dashboard.OpenCity.HOME;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.cityops.model.catalogue.CatalogueText;
import io.cityops.model.catalogue.RuleText;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The page of rules: the packaged dashboard, a database and a browser. */
@ExtendWith(OpenCity.Gate.class)
class RulesIT {
    private static final String REPORT = """
            {"from": "2026-11-22T00:00:00Z", "until": "2026-11-23T00:00:00Z", "readings": 86400, "seconds": 4.2, "alarm_count": 3,
             "alarms_per_day": 3.0, "standing_at_end": 1, "severities": {"critical": 0, "high": 1, "medium": 2, "low": 0},
             "days": {"2026-11-22": 2, "2026-11-23": 1}, "desks": [{"area": "city", "sector": "water",
             "alone": {"calls": 3, "per_hour": 0.1, "peak_10_min": 1, "verdict": "calm", "within_limits": true},
             "together": {"calls": 40, "per_hour": 1.7, "peak_10_min": 12, "verdict": "flood", "within_limits": false}}],
             "actors": [{"entity_id": "gauge-1", "area": "25768", "times": 3, "chattering": false}],
             "incident_count": 3, "caught": 2, "missed": 1, "incidents": [
              {"kind": "drill", "rule": "water.street-flood", "drill": "d1", "label": "tide", "areas": ["25768", "25747"],
               "what": {"vi": "Triều cường ở hai phường", "en": "Spring tide in two wards"},
               "opened_at": "2026-11-22T02:00:00Z", "caught": true, "earlier_seconds": -45.0},
              {"rule": "water.river-alarm", "entity_id": "gauge-1", "area": "25768", "opened_at": "2026-11-22T03:00:00Z",
               "caught": true, "earlier_seconds": 720.0},
              {"rule": "water.river-alarm", "entity_id": "gauge-far", "area": "25747", "opened_at": "2026-11-22T05:00:00Z",
               "caught": false}], "live": {"alarms": 4, "same": 3}, "alarms": []}
            """;

    private static OpenCity shared;
    private static CityRows city;
    private final List<BrowserContext> screens = new ArrayList<>();

    @BeforeAll
    static void enterCity(OpenCity open) throws Exception {
        shared = open;
        city = open.city;
        city.apply(CatalogueText.read(null));
    }

    @AfterEach
    void closeScreens() {
        screens.forEach(BrowserContext::close);
    }

    @Test
    void aRuleIsChangedInTheFormRehearsedShadowedAndMadeActiveByASecondPerson() throws Exception {
        Page page = open("kysu", "/rules?rule=water.heavy-rain");
        page.onDialog(dialog -> dialog.accept());
        page.locator("[data-edit]").click();
        page.locator("[data-field='levels.0.set'] input").fill("26");
        page.locator("[data-field='levels.0.clear'] input").fill("27");
        assertThat(page.locator("[data-fault='levels.0.clear']")).containsText("chập chờn");
        assertThat(page.locator("[data-propose]")).isDisabled();
        page.locator("[data-field='response.vi'] input").fill("");
        assertThat(page.locator("[data-fault='response.vi']")).containsText("sự kiện");
        page.locator("[data-field='levels.0.clear'] input").fill("20");
        page.locator("[data-field='response.vi'] input").fill("Trực các điểm ngập");
        page.locator("input[data-note]").fill("mùa mưa");
        page.locator("[data-propose]").click();

        Locator version = page.locator("article[data-version='2']");
        assertThat(version).hasAttribute("data-state", "draft");
        assertThat(version).containsText("mùa mưa");
        assertThat(version.locator("[data-line=added]").first()).containsText("version: 2");
        version.locator("[data-rehearse]").click();
        assertThat(version.locator("[data-rehearsal=asked]")).isVisible();
        String id = city.runner("select id from store.claim_rehearsal('test')");
        city.runner("select store.tell_rehearsal(" + id + ", 'test', 0.4)");
        assertThat(version.locator("[data-rehearsal=running]")).containsText("40 %");
        city.runner("select store.end_rehearsal(" + id + ", 'test', '" + REPORT + "', null)");

        assertThat(version).hasAttribute("data-state", "rehearsed");
        assertThat(version.locator("[data-figure=caught]")).hasText("2 / 3");
        assertThat(version.locator("[data-incident=caught]").first()).containsText("diễn tập Triều cường ở hai phường");
        assertThat(version.locator("[data-incident=caught]").first()).containsText("muộn hơn 45");
        assertThat(version.locator("[data-incident=caught]").last()).containsText("sớm hơn 12");
        page.evaluate("() => { window.beforeTheChange = true; }");
        version.locator("[data-shadow]").click();
        // another catalogue: every page is loaded anew
        page.waitForFunction("() => !window.beforeTheChange");
        assertThat(version).hasAttribute("data-state", "shadow", Pages.attributeWithin(15));
        assertThat(version.locator("[data-differences]")).containsText("0 cả hai", Pages.within(15));
        version.locator("[data-promote]").click();
        assertThat(version.locator("[data-notice]")).containsText("người thứ hai");

        Page second = open("quan", "/rules?rule=water.heavy-rain&lang=en");
        second.onDialog(dialog -> dialog.accept());
        second.locator("article[data-version='2'] [data-promote]").click();
        assertThat(second.locator("article[data-version='2']"))
                .hasAttribute("data-state", "active", Pages.attributeWithin(15));
        assertThat(second.locator("rule-sheet")).containsText("active: version 2", Pages.within(15));
        assertThat(second.locator("rule-sheet")).containsText("≥ 26 mm", Pages.within(15));
        assertThat(city.audit())
                .contains(
                        "kysu rule.propose water.heavy-rain 2",
                        "kysu rule.ask-rehearsal water.heavy-rain 2",
                        "kysu rule.rehearse water.heavy-rain 2",
                        "kysu rule.shadow water.heavy-rain 2",
                        "quan rule.promote water.heavy-rain 2");
    }

    @Test
    void aRehearsalThatLosesItsRunnerWaitsAgainThenFailsAndMayBeAskedForAgainAndCancelled() throws Exception {
        propose("water.pump-failure");
        Page page = open("kysu", "/rules?rule=water.pump-failure");
        Locator version = page.locator("article[data-version='2']");
        version.locator("[data-rehearse]").click();
        assertThat(version.locator("[data-rehearsal=asked]")).isVisible();
        city.runner("select id from store.claim_rehearsal('test')");
        city.forgetRunner("water.pump-failure");
        assertThat(version.locator("[data-rehearsal=asked] [data-again]")).containsText("chạy lại");
        city.runner("select id from store.claim_rehearsal('test')");
        city.forgetRunner("water.pump-failure");

        assertThat(version.locator("[data-failure]")).containsText("đã mất");
        version.locator("[data-rehearse]").click();
        assertThat(version.locator("[data-rehearsal=asked]")).isVisible();
        version.locator("[data-cancel]").click();
        assertThat(version.locator("[data-rehearsal=cancelled]")).isVisible();
        assertThat(city.runner("select id from store.claim_rehearsal('test')")).isEmpty();
    }

    @Test
    void aConditionIsWrittenAsTextAndToldLineByLineWhatIsWrong() {
        Page page = open("kysu", "/rules?rule=water.rain-without-pumps&lang=en");
        page.locator("[data-copy]").click();
        Locator text = page.locator("textarea[data-text]");
        assertThat(page.locator("rule-editor")).containsText("edited as text");
        text.fill(
                text.inputValue().replaceFirst("- id:.*", "- id: water.copied").replace("set:", "sett:"));
        assertThat(page.locator("[data-fault=sett]").first()).containsText("is not a known key");
        assertThat(page.locator("[data-fault=sett]").first()).hasAttribute("data-line", Pattern.compile("[1-9]\\d*"));
        text.fill(text.inputValue().replace("sett:", "set:"));
        page.locator("[data-propose]").click();

        assertThat(page.locator("article[data-version='1']")).hasAttribute("data-state", "draft");
        page.navigate(shared.dashboard.address("/rules?q=copied&state=draft&lang=en"));
        assertThat(page.locator("tr[data-rule='water.copied']")).containsText("not active");
    }

    @Test
    void rulesAreFoundByWordsSectorAndKindAndTheAddressKeepsIt() throws Exception {
        city.riverAlarm("gauge-1", HOME);
        Page page = open("lan", "/rules");
        page.locator("tr[data-rule]").first().waitFor();
        int all = page.locator("tr[data-rule]").count();
        assertThat(page.locator("tr[data-rule='water.river-alarm'] [data-alarms]"))
                .hasAttribute("data-alarms", Pattern.compile("[1-9]\\d*"));
        page.locator("input[data-find]").fill("muc nuoc song");
        assertThat(page.locator("tr[data-rule='water.river-alarm']")).isVisible();
        assertThat(page.locator("tr[data-rule]").count()).isLessThan(all);
        assertThat(page).hasURL(Pattern.compile(".*q=muc.*"));
        page.locator("[data-open='water.river-alarm']").click();
        assertThat(page.locator("rule-sheet")).containsText("≥ 1,4 m");
        page.goBack();

        assertThat(page.locator("input[data-find]")).hasValue("muc nuoc song");
    }

    @Test
    void aRuleIsFoundByControlKByThoseWhoMaySeeIt() {
        Page page = open("lan", "/desk");
        page.locator("alarm-console").waitFor();
        page.keyboard().press("Control+k");
        page.locator("search-palette input").fill("song bao dong");
        Locator hit = page.locator("search-palette [data-hit='water.river-alarm']");
        assertThat(hit).containsText("Quy tắc");
        hit.click();
        assertThat(page.locator("rule-sheet")).containsText("≥ 1,4 m");

        Page traffic = open("giaothong", "/rules");
        traffic.locator("tr[data-rule]").first().waitFor();
        traffic.keyboard().press("Control+k");
        traffic.locator("search-palette input").fill("song bao dong");
        assertThat(traffic.locator("search-palette [role=status]")).isVisible();
        traffic.locator("search-palette input").fill("traffic.incident");
        assertThat(traffic.locator("search-palette [data-hit='traffic.incident']"))
                .isVisible();
    }

    @Test
    void whenARuleWatchesIsWrittenInTheFormAndWrongHoursAreToldAtTheirField() {
        Page page = open("kysu", "/rules?rule=environment.noise");
        page.locator("[data-edit]").click();
        assertThat(page.locator("fieldset[data-field=schedule]")).containsText("Luôn luôn theo dõi");
        page.locator("[data-add-spell]").click();
        page.locator("[data-field='schedule.0.days'] input[value=mon]").check();
        page.locator("[data-field='schedule.0.days'] input[value=fri]").check();
        page.locator("[data-field='schedule.0.from'] input").fill("7h30");
        page.locator("[data-field='schedule.0.to'] input").fill("17:00");
        assertThat(page.locator("[data-fault='schedule.0.from']")).containsText("viết giờ dạng 06:30");
        assertThat(page.locator("[data-propose]")).isDisabled();
        page.locator("[data-field='schedule.0.from'] input").fill("07:30");
        page.locator("[data-add-spell]").click();
        page.locator("[data-field='schedule.1.from'] input").fill("22:00");
        page.locator("[data-field='schedule.1.to'] input").fill("24:00");
        page.locator("[data-propose]").click();

        Locator version = page.locator("article[data-version='2']");
        assertThat(version).hasAttribute("data-state", "draft");
        assertThat(version.locator("[data-line=added]")
                        .getByText("- {days: [mon, fri], from: \"07:30\", to: \"17:00\"}"))
                .isVisible();
        assertThat(version.locator("[data-line=added]").getByText("- {from: \"22:00\", to: \"24:00\"}"))
                .isVisible();
        version.locator("[data-based]").click();
        assertThat(page.locator("[data-field='schedule.0.days'] input[value=fri]"))
                .isChecked();
        assertThat(page.locator("[data-field='schedule.1.to'] input")).hasValue("24:00");
        page.locator("[data-drop-spell]").first().click();
        assertThat(page.locator("[data-field='schedule.0.from'] input")).hasValue("22:00");
    }

    @Test
    void whoIsNoEngineerOfTheWholeCitySeesTheirRulesAndChangesNone() throws Exception {
        propose("water.street-flood");
        Page page = open("giaothong", "/rules");
        page.locator("tr[data-rule]").first().waitFor();
        assertThat(page.locator("tr[data-rule^='water.']")).hasCount(0);
        assertThat(page.locator("tr[data-rule^='traffic.']")).not().hasCount(0);
        assertThat(page.locator("[data-create]")).hasCount(0);
        assertThat(Pages.ask(page, "rule", "{rule: 'water.street-flood'}", "answer.refused"))
                .isEqualTo("nothing");

        Page operator = open("lan", "/rules?rule=water.street-flood");
        assertThat(operator.locator("article[data-version='2']")).isVisible();
        assertThat(operator.locator("[data-edit], [data-rehearse], [data-withdraw]"))
                .hasCount(0);
        for (String deed : List.of("propose", "check", "rehearse", "shadow", "promote", "withdraw", "cancel")) {
            assertThat(Pages.ask(operator, deed, "{rule: 'water.street-flood', version: 2}", "answer"))
                    .isNull();
        }
        assertThat(city.audit()).noneMatch(line -> line.startsWith("lan rule."));
    }

    /** Its second version, as the command line would. */
    private static void propose(String rule) throws Exception {
        String written = Objects.requireNonNull(RuleText.ruleOf(CatalogueText.read(null), rule))
                .replace("id: " + rule, "id: " + rule + "\n  version: 2");
        city.runner(
                "select store.propose_rule('kysu', '" + rule + "', 2, '" + written.replace("'", "''") + "', 'test')");
    }

    private Page open(String name, String path) {
        BrowserContext screen = shared.screenOf(name);
        screens.add(screen);
        Page page = screen.newPage();
        page.navigate(shared.dashboard.address(path));
        return page;
    }
}
