package io.cityops.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.cityops.dashboard.OpenCity.HOME;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The engineers' pages: the packaged dashboard, a database and a browser. */
class EngineersIT extends Visiting {
    @Test
    void aTableOfDevicesIsTriedOutCorrectedAndImportedWithTokensShownOnce() throws Exception {
        Page page = open("kysu", "/devices?q=imported-");
        page.locator("[data-import] summary").click();
        Locator table = page.locator("textarea[data-table]");

        table.fill("id,type,area\nimported-1,river-gauge,25768\nimported-2,river-guage,25768\n");
        page.locator("[data-dry-run]").click();
        assertThat(page.locator("[data-fault=type]")).hasAttribute("data-line", "3");
        assertThat(page.locator("[data-fault=type]")).containsText("river-gauge");
        assertThat(page.locator("[data-do-import]")).isDisabled();
        table.fill("id,type,area\nimported-1,river-gauge,25768\nimported-2,river-gauge,25768\n");
        page.locator("[data-dry-run]").click();
        assertThat(page.locator("[data-outcome=checked]")).containsText("2");
        assertThat(page.locator("[data-row]")).hasCount(0);
        page.locator("[data-do-import]").click();

        assertThat(page.locator("textarea[data-tokens]"))
                .hasValue(Pattern.compile("id,token\\nimported-1,[\\w-]{22}\\n[\\s\\S]*"));
        assertThat(page.locator("[data-row=imported-2]")).isVisible();
        assertThat(city.audit()).contains("kysu device.import 2 devices");
        table.fill("id,type,area\nimported-1,river-gauge,25768\n");
        page.locator("[data-dry-run]").click();
        assertThat(page.locator("[data-fault=known]")).isVisible();
    }

    @Test
    void aDeviceGetsAnotherTokenAndIsSwitchedOffAndOn() throws Exception {
        city.device("to-tend", "river-gauge", "water", HOME);
        Page page = open("kysu", "/devices?q=to-tend");
        page.onDialog(dialog -> dialog.accept());

        page.locator("[data-new-token=to-tend]").click();
        assertThat(page.locator("[data-token]")).hasText(Pattern.compile("[\\w-]{22}"));
        page.locator("[data-switch=to-tend]").click();
        assertThat(page.locator("[data-row=to-tend]")).hasAttribute("data-state", "disabled");
        page.locator("[data-switch=to-tend]").click();

        assertThat(page.locator("[data-row=to-tend]")).hasAttribute("data-state", "never-seen");
        assertThat(city.audit())
                .contains("kysu device.token to-tend", "kysu device.disable to-tend", "kysu device.enable to-tend");
    }

    @Test
    void aMaintenanceWindowIsPlannedHoldsAlarmsBackAndIsCancelled() throws Exception {
        city.device("to-repair", "river-gauge", "water", HOME);
        UUID alarm = city.riverAlarm("to-repair");
        Page page = open("kysu", "/devices?q=to-repair");

        page.locator("maintenance-windows input[name=device]").fill("to-repair");
        page.locator("maintenance-windows input[name=reason]").fill("thay cảm biến");
        page.locator("[data-plan]").click();

        Locator window = page.locator("[data-window]").filter(new Locator.FilterOptions().setHasText("to-repair"));
        assertThat(window).hasAttribute("data-open", "true");
        page.navigate(shared.dashboard.address("/desk?q=to-repair&state=suppressed"));
        assertThat(Pages.row(page, alarm)).containsText("thay cảm biến", Pages.within(15));
        page.navigate(shared.dashboard.address("/devices"));
        window.locator("[data-cancel]").click();
        assertThat(window).hasCount(0);
        assertThat(city.audit()).anyMatch(line -> line.startsWith("kysu maintenance.cancel"));
    }

    @Test
    void theAuditIsFoundByWhoAndWhat() throws Exception {
        city.device("audited", "river-gauge", "water", HOME);
        Page page = open("kysu", "/devices?q=audited");
        page.onDialog(dialog -> dialog.accept());
        page.locator("[data-switch=audited]").click();
        assertThat(page.locator("[data-row=audited]")).hasAttribute("data-state", "disabled");

        page.navigate(shared.dashboard.address("/audit?actor=kysu&action=device&q=audited"));

        Locator lines = page.locator("[data-audit]");
        assertThat(lines).hasCount(1);
        assertThat(lines).containsText("tắt thiết bị");
        page.locator("input[data-actor]").fill("nobody-at-all");
        assertThat(lines).hasCount(0);
        assertThat(page).hasURL(Pattern.compile(".*actor=nobody-at-all.*"));
    }

    @Test
    void refusedMessagesAreFoundByReasonWithWhatTheyWere() throws Exception {
        city.refused("gauge-1", "malformed", "{\"nope\":");
        city.refused("gauge-1", "too-old", "{}");
        Page page = open("kysu", "/rejected?device=gauge-1");

        assertThat(page.locator("[data-message]")).hasCount(2);
        page.locator("[data-reason=malformed]").click();
        assertThat(page.locator("[data-message]")).hasCount(1);
        page.locator("[data-message] summary").click();
        assertThat(page.locator("[data-payload]")).hasText("{\"nope\":");
        assertThat(page).hasURL(Pattern.compile(".*reason=malformed.*"));
    }

    @ParameterizedTest
    @CsvSource({
        "vi, '3 lần: ts đã cũ 26 năm 10 tháng, cho phép 7 ngày'",
        "en, '3 times: ts is 26 years 10 months old, allowed are 7 days'"
    })
    void aRefusalIsToldOnceInTheUnitsOfPeopleAndFoundByWhatTheyRead(String language, String told) throws Exception {
        String device = "gauge-read-" + language;
        String old = "ts is 235759 h old, allowed are 168 h";
        city.refused(device, "too-old", old + "; 2 times: " + old, "{}");
        city.refused(device, "malformed", "values is empty", "{}");
        Page page = open("kysu", "/rejected?device=" + device + "&lang=" + language);
        Locator rows = page.locator("[data-message=" + device + "]");
        assertThat(rows).hasCount(2);
        assertThat(rows.nth(1).locator(".detail")).hasText(told);

        // either language, either spelling, in any order, of the reason, the detail and what is kept
        for (String words :
                List.of(told, "đã cũ", "NĂM cu", "quá cũ", "qua cu 26", "years old", "235759", device + " tháng")) {
            page.locator("input[data-words]").fill("no such words");
            assertThat(rows).hasCount(0);
            page.locator("input[data-words]").fill(words);
            assertThat(rows).hasCount(1);
            assertThat(rows.locator(".detail")).hasText(told);
        }
        assertThat(page.locator("[data-reason=too-old]")).hasAttribute("data-count", "1");
        assertThat(page.locator("[data-reason=malformed]")).hasCount(0);
    }

    @ParameterizedTest
    @CsvSource({
        "vi, 'water_level_m = 99, cho phép từ -5 đến 10 m', vẫn bị từ chối: ngoài khoảng",
        "en, 'water_level_m = 99, allowed is -5 to 10 m', still refused: out of range"
    })
    void refusedMessagesAreJudgedAgainOnceThatIsConfirmedAndEachTellsWhatBecameOfIt(
            String language, String detail, String refused) throws Exception {
        String device = "gauge-" + language;
        city.device(device, "river-gauge", "water", HOME);
        for (int i = 0; i < 2; i++) {
            city.refused(
                    device, "out-of-range", "water_level_m = 99.0, allowed is -5.0 to 10.0 m", "{\"n\": " + i + "}");
        }
        city.refused(device, "malformed", "values is empty", "{}");
        Page page = open("kysu", "/rejected?device=" + device + "&lang=" + language);
        Locator rows = page.locator("[data-message=" + device + "]");
        assertThat(rows).hasCount(3);
        assertThat(rows.nth(1)).containsText(detail);

        page.locator("[data-choose-all]").check();
        rows.first().locator("[data-choose]").uncheck();
        page.locator("[data-replay-chosen]").click();
        assertThat(page.locator("replay-box dialog")).isVisible();
        page.locator("[data-confirm]").click();
        assertThat(page.locator("[data-replay]")).hasAttribute("data-state", "asked");
        city.judgeAgain("out-of-range: water_level_m = 99.0, allowed is -5.0 to 10.0 m");

        assertThat(page.locator("[data-replay]")).hasAttribute("data-state", "done");
        assertThat(page.locator("[data-message][data-outcome=out-of-range]")).hasCount(2);
        assertThat(rows.nth(1)).containsText(refused);
        rows.nth(1).locator("summary").click();
        assertThat(rows.nth(1).locator("[data-replayed]")).containsText(detail);
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "rejected-" + language + ".png")));

        page.locator("[data-replay-all]").click();
        page.locator("[data-confirm]").click();
        assertThat(page.locator("[data-replay]")).hasAttribute("data-state", "asked");
        city.judgeAgain("accepted");
        assertThat(page.locator("[data-message][data-outcome=accepted]")).hasCount(3);
        assertThat(page.locator("[data-choose]:not([disabled])")).hasCount(0);
        page.locator("[data-replay-all]").click();
        page.locator("[data-confirm]").click();
        assertThat(page.locator("[data-refusal=nothing]")).isVisible();
        assertThat(city.audit())
                .anyMatch(line -> line.startsWith("kysu rejected.replay replay"))
                .anyMatch(line -> line.startsWith("kysu rejected.replayed replay"));
    }

    @Test
    void nobodyHasMessagesJudgedAgainOutsideTheirAreasNorWithoutTheRole() throws Exception {
        city.device("gauge-near", "river-gauge", "water", HOME);
        city.account("kysugan", OpenCity.PASSWORD, "engineer", List.of(HOME), List.of());
        city.refused("gauge-far", "too-old", "{\"far\": 1}");
        city.refused("gauge-near", "too-old", "{\"near\": 1}");
        Page page = open("kysu", "/rejected?device=gauge-far&reason=too-old");
        assertThat(page.locator("[data-message]")).hasCount(1);
        String found = "{device: 'gauge-far', hours: 24, words: '', reason: 'too-old'}";
        String key = "{messages: ["
                + Pages.ask(
                        page,
                        "rejected",
                        found,
                        "answer.messages.map((m) => JSON.stringify({at: m.atExactly, partition: m.partition, offset: m.offset}))[0]")
                + "]}";
        closeScreens();

        page = open("kysugan", "/rejected");
        assertThat(page.locator("[data-message=gauge-near]").first()).isVisible();
        assertThat(page.locator("[data-message=gauge-far]")).hasCount(0);
        assertThat(Pages.ask(page, "replay", key, "answer.result")).isEqualTo("not-allowed");
        assertThat(Pages.ask(page, "replay", found, "answer.result")).isEqualTo("nothing");
        closeScreens();

        page = open("lan", "/desk");
        assertThat(Pages.ask(page, "replay", key, "answer")).isNull();
    }

    @Test
    void thePipelinesPartsTellWhetherTheyRunAndHowFast() {
        Page page = open("kysu", "/pipeline");

        assertThat(page.locator("[data-part=dashboard]")).hasAttribute("data-up", "true", Pages.attributeWithin(15));
        assertThat(page.locator("[data-part=dashboard] [data-figure=screens]"))
                .hasAttribute("data-value", Pattern.compile("[1-9].*"));
        assertThat(page.locator("[data-part=gateway]")).hasAttribute("data-up", "false"); // nobody is there in tests
        assertThat(page.locator("[data-part=gateway]")).containsText("KHÔNG TRẢ LỜI");
    }

    @Test
    void anAdministratorPutsSomebodyOutOfEveryBrowser() throws Exception {
        city.account("phien", OpenCity.PASSWORD, "operator");
        try (BrowserContext theirs = shared.browser.screen()) {
            Page desk = WallBrowser.signIn(theirs, shared.dashboard, "phien", OpenCity.PASSWORD);
            assertThat(desk.locator("city-wall")).isVisible();
            Page page = open("quan", "/sessions");
            page.onDialog(dialog -> dialog.accept());
            assertThat(page.locator("[data-sessions-of=phien]")).isVisible();

            page.locator("[data-end=phien]").click();

            // neither the open page, nor what the browser remembers
            assertThat(desk).hasURL(Pattern.compile(".*/sign-in.*"));
            desk.navigate(shared.dashboard.address("/desk"));
            assertThat(desk).hasURL(Pattern.compile(".*/sign-in.*"));
            assertThat(page.locator("[data-sessions-of=phien]"))
                    .hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(20_000));
            assertThat(city.audit()).contains("quan session.end phien");
        }
    }

    @Test
    void whoIsNoEngineerNeitherSeesThesePagesNorDoesWhatTheyDo() throws Exception {
        Page page = open("lan", "/devices");
        for (String path : new String[] {"/devices", "/audit", "/rejected", "/pipeline", "/sessions"}) {
            page.navigate(shared.dashboard.address(path));
            assertThat(page.locator("devices-page, audit-page, rejected-page, pipeline-page, sessions-page"))
                    .hasCount(0);
        }
        page.navigate(shared.dashboard.address("/desk"));
        assertThat(page.locator("span[data-count]")).isVisible();
        assertThat(page.locator("nav a[href='/devices']")).hasCount(0);
        assertThat(Pages.ask(page, "token", "{id: 'gauge-1'}", "answer")).isNull();
    }
}
