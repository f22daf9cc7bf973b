package io.cityops.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.cityops.dashboard.OpenCity.ELSEWHERE;
import static io.cityops.dashboard.OpenCity.HOME;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Alarms that are dealt with as one: the packaged dashboard, a database and a browser. */
class IncidentsIT extends Visiting {
    @BeforeEach
    void atRest() throws Exception {
        shared.atRest();
    }

    @ParameterizedTest
    @CsvSource({"vi, 'mở vụ việc', 'ĐÃ ĐÓNG'", "en, 'opened the incident', CLOSED"})
    void alarmsAreGroupedSeenAsOneRowAddedRemovedAndTheIncidentClosedWhileTheirStatesStay(
            String language, String opened, String closed) throws Exception {
        String tag = "ngap-" + language;
        UUID first = city.riverAlarm(tag + "-1");
        UUID second = city.riverAlarm(tag + "-2");
        UUID third = city.riverAlarm(tag + "-3");
        Page page = open("lan", "/desk?q=" + tag + "&fold=0&lang=" + language);
        assertThat(page.locator("tr[data-alarm]")).hasCount(3);

        page.locator("[data-mark='" + first + "']").check();
        page.locator("[data-mark='" + second + "']").check();
        page.keyboard().press("i");
        page.locator("incident-dialog [data-title]").fill("Ngập đường " + language);
        page.locator("incident-dialog [data-owner]").selectOption("minh");
        page.locator("incident-dialog [data-send]").click();

        Locator row = page.locator("tr[data-incident]")
                .filter(new Locator.FilterOptions().setHasText("Ngập đường " + language));
        assertThat(row).hasAttribute("data-members", "2");
        assertThat(row).containsText("minh");
        assertThat(page.locator("tr[data-alarm]")).hasCount(1);
        assertThat(Pages.row(page, third)).isVisible();
        row.locator("[data-unfold-incident]").click();
        assertThat(page.locator("tr[data-alarm].inside")).hasCount(2);
        Locator detail = page.locator("[data-incident-detail]");
        assertThat(detail).containsText("Ngập đường " + language);
        assertThat(detail.locator("[data-incident-timeline]")).containsText(opened);

        page.locator("[data-mark='" + third + "']").check();
        detail.locator("[data-add-marked]").click();
        assertThat(detail.locator("[data-member]")).hasCount(3);
        detail.locator("[data-remove='" + first + "']").click();
        assertThat(detail.locator("[data-member]")).hasCount(2);
        assertThat(detail.locator("[data-event=removed]")).containsText(tag + "-1");
        assertThat(Pages.row(page, first)).hasAttribute("data-state", "active");
        page.locator("[data-mark='" + second + "']").check();
        page.locator("[data-bulk=acknowledge]").click();
        assertThat(detail.locator("[data-event=acknowledged][data-of-alarm=true]"))
                .isVisible();
        assertThat(Pages.row(page, third)).hasAttribute("data-state", "active");
        detail.locator("[data-assign]").selectOption("lan");
        assertThat(row).containsText("lan");
        detail.locator("textarea[data-words]").fill("Đã bơm xong, nước rút");
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "incident-" + language + ".png")));
        detail.locator("[data-close]").click();

        assertThat(detail).containsText(closed);
        assertThat(detail.locator("[data-incident-timeline]")).containsText("Đã bơm xong, nước rút");
        assertThat(row).hasCount(0);
        assertThat(Pages.row(page, third)).hasAttribute("data-state", "active");
        assertThat(Pages.row(page, second)).hasAttribute("data-state", "acknowledged");
        assertThat(city.timeline(third)).as("nothing was done to the alarm").noneMatch(line -> line.contains("lan"));
        assertThat(city.audit())
                .anyMatch(line -> line.startsWith("lan incident.open"))
                .anyMatch(line -> line.startsWith("lan incident.remove"))
                .anyMatch(line -> line.startsWith("lan incident.close"));
    }

    @Test
    void aCriticalAlarmThatNobodyHasIsNotHiddenInAnIncident() throws Exception {
        UUID critical = city.criticalAlarm("khan-1");
        UUID high = city.riverAlarm("khan-2");
        Page page = open("lan", "/desk?q=khan&fold=0");
        page.locator("[data-mark-all]").check();
        page.keyboard().press("i");
        page.locator("incident-dialog [data-title]").fill("Khẩn");
        page.locator("incident-dialog [data-send]").click();

        assertThat(page.locator("tr[data-incident][data-members='2']")).isVisible();
        assertThat(Pages.row(page, critical)).isVisible();
        assertThat(Pages.row(page, high)).hasCount(0);
        page.locator("[data-mark='" + critical + "']").check();
        page.locator("[data-bulk=acknowledge]").click();
        assertThat(Pages.row(page, critical)).hasCount(0);
    }

    @Test
    void whoIsKeptToAWardGroupsAndClosesOnlyWhatIsTheirs() throws Exception {
        UUID near = city.riverAlarm("pham-vi-1", HOME);
        UUID far = city.riverAlarm("pham-vi-2", ELSEWHERE);
        Page page = open("phuan", "/desk");
        assertThat(open(page, "Sang phường khác", near, far)).isEqualTo("not-allowed");
        closeScreens();

        page = open("lan", "/desk?q=pham-vi&fold=0");
        assertThat(open(page, "Hai phường", near, far)).isEqualTo("done");
        assertThat(open(page, "Lần nữa", near))
                .as("an alarm is in one incident at most")
                .isEqualTo("nothing");
        assertThat(open(page, " ", far)).isEqualTo("invalid");
        assertThat(page.locator("tr[data-incident][data-members='2']")).isVisible();
        String id = page.locator("tr[data-incident]").first().getAttribute("data-incident");
        closeScreens();

        page = open("phuan", "/desk?q=pham-vi&incident=" + id);
        assertThat(page.locator("tr[data-incident='" + id + "']")).hasAttribute("data-members", "1");
        assertThat(page.locator("[data-incident-detail]")).containsText("pham-vi-1");
        assertThat(page.locator("[data-member='" + far + "']")).hasCount(0);
        assertThat(page.locator("[data-incident-detail] [data-close]")).hasCount(0);
        assertThat(change(page, id, "close", "xong", List.of())).isEqualTo("not-allowed");
        assertThat(change(page, id, "remove", "", List.of(far))).isEqualTo("not-allowed");
        assertThat(change(page, id, "remove", "", List.of(near))).isEqualTo("done");
        closeScreens();

        page = open("sep", "/desk");
        assertThat(open(page, "Của lãnh đạo", near)).isEqualTo("not-allowed");
    }

    private static Object open(Page page, String title, UUID... alarms) {
        return Pages.ask(
                page,
                "openIncident",
                "{title: '" + title + "', owner: '', ids: " + ids(List.of(alarms)) + "}",
                "answer.result");
    }

    private static Object change(Page page, String id, String what, String text, List<UUID> alarms) {
        return Pages.ask(
                page,
                "changeIncident",
                "{id: " + id + ", what: '" + what + "', text: '" + text + "', ids: " + ids(alarms) + "}",
                "answer.result");
    }

    private static String ids(List<UUID> alarms) {
        return alarms.stream().map(alarm -> "'" + alarm + "'").toList().toString();
    }
}
