package io.cityops.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.cityops.dashboard.OpenCity.ELSEWHERE;
import static io.cityops.dashboard.OpenCity.HOME;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The desk and all that is done to alarms there: the packaged dashboard, a database and a browser. */
@ExtendWith(OpenCity.Gate.class)
class DeskIT {
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
    void anOperatorAcknowledgesTheNextAlarmInTwoKeystrokes() throws Exception {
        UUID alarm = city.riverAlarm("two-keys");
        Page page = open("lan", "/desk?q=two-keys");
        assertThat(Pages.row(page, alarm)).hasAttribute("data-state", "active");

        page.keyboard().press("j");
        page.keyboard().press("a");

        assertThat(Pages.row(page, alarm)).hasAttribute("data-state", "acknowledged");
        assertThat(page.locator("[data-timeline] [data-action=acknowledged]")).containsText("lan");
        assertThat(city.audit()).contains("lan alert.acknowledge " + alarm);
    }

    @Test
    void anAlarmIsAssignedAndCommentedByKeysAndItsTimelineTellsBoth() throws Exception {
        UUID alarm = city.riverAlarm("by-keys");
        Page page = open("lan", "/desk?q=by-keys");
        assertThat(Pages.row(page, alarm)).isVisible();

        page.keyboard().press("j");
        page.keyboard().press("g");
        page.locator("[data-to]").selectOption("minh");
        page.locator("deed-dialog [data-send]").click();
        assertThat(Pages.row(page, alarm)).containsText("minh");
        page.keyboard().press("c");
        page.locator("textarea[data-comment]").fill("Đã gọi đội thoát nước");
        page.locator("deed-dialog [data-send]").click();

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

        assertThat(Pages.row(page, first)).hasAttribute("data-state", "acknowledged");
        assertThat(Pages.row(page, second)).hasAttribute("data-state", "acknowledged");
        assertThat(page.locator("[data-notice]")).containsText("2");
    }

    @Test
    void theFiltersAreKeptInTheAddressAndFindWithoutAccents() throws Exception {
        UUID alarm = city.riverAlarm("filtered");
        Page page = open("lan", "/desk?fold=0");
        assertThat(Pages.row(page, alarm)).isVisible();

        page.locator("[data-filter=severities-low]").check();
        assertThat(Pages.row(page, alarm)).hasCount(0);
        assertThat(page.url()).contains("severity=low");
        page.locator("[data-filter=severities-low]").uncheck();
        page.locator("[data-filter=words]").fill("phu an filtered");
        assertThat(Pages.row(page, alarm)).isVisible();
        page.reload();

        assertThat(page.locator("[data-filter=words]")).hasValue("phu an filtered");
        assertThat(page.locator("[data-alarm]")).hasCount(1);
    }

    @Test
    void anAlarmThatIsOverAndAcknowledgedIsFoundAmongTheClosedOnes() throws Exception {
        UUID alarm = city.riverAlarm("closed-one", HOME);
        Page page = open("lan", "/desk?q=closed-one");
        assertThat(Pages.row(page, alarm)).isVisible();
        page.keyboard().press("j");
        page.keyboard().press("a");
        assertThat(Pages.row(page, alarm)).hasAttribute("data-state", "acknowledged");

        city.riverFell(alarm, "closed-one", HOME);
        assertThat(Pages.row(page, alarm)).hasCount(0);
        page.navigate(dashboard.address("/desk?q=closed-one&state=closed"));

        assertThat(Pages.row(page, alarm)).hasAttribute("data-state", "closed");
    }

    @Test
    void aShelvedAlarmLeavesTheListWithItsEndReasonAndOwnerUntilItIsTakenBack() throws Exception {
        UUID alarm = city.riverAlarm("to-shelve");
        Page page = open("lan", "/desk?q=to-shelve");
        assertThat(Pages.row(page, alarm)).isVisible();

        page.keyboard().press("j");
        page.keyboard().press("s");
        page.locator("deed-dialog [data-send]").click();
        assertThat(page.locator("select[data-until]")).isVisible(); // neither an end nor a reason
        page.locator("select[data-until]").selectOption("60");
        page.locator("textarea[data-comment]").fill("Phao đo bị kẹt rác");
        page.locator("deed-dialog [data-send]").click();

        assertThat(Pages.row(page, alarm)).hasCount(0);
        assertThat(page.locator("[data-aside=shelved]")).not().hasAttribute("data-aside-count", "0");
        page.locator("[data-filter=states-shelved]").check();
        assertThat(Pages.row(page, alarm)).hasAttribute("data-aside-kind", "shelved");
        assertThat(Pages.row(page, alarm)).containsText("lan");
        assertThat(Pages.row(page, alarm)).containsText("Phao đo bị kẹt rác");
        assertThat(Pages.row(page, alarm).locator("[data-until]")).containsText(":");
        page.locator("[data-deed=unshelve]").click();
        assertThat(Pages.row(page, alarm)).hasCount(0);
        page.locator("[data-filter=states-shelved]").uncheck();
        assertThat(Pages.row(page, alarm)).isVisible();
        assertThat(page.locator("[data-timeline] [data-action=shelved]")).containsText("Phao đo bị kẹt rác");
        assertThat(city.audit()).contains("lan alert.shelve " + alarm, "lan alert.unshelve " + alarm);
    }

    @Test
    void anAlarmUnderMaintenanceIsInNoListAndFoundByItsFilter() throws Exception {
        UUID alarm = city.riverAlarm("in-repair");
        Page page = open("lan", "/desk?q=in-repair");
        assertThat(Pages.row(page, alarm)).isVisible();

        city.maintenance("in-repair", "doi-nuoc", "thay phao đo");

        assertThat(Pages.row(page, alarm)).hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(15_000));
        page.locator("[data-filter=states-suppressed]").check();
        assertThat(Pages.row(page, alarm)).containsText("doi-nuoc");
        assertThat(Pages.row(page, alarm)).containsText("thay phao đo");
    }

    @Test
    void theStepsOfTheProcedureAreTickedOffAndKeptInTheTimeline() throws Exception {
        UUID alarm = city.riverAlarm("by-the-book");
        Page page = open("lan", "/desk?q=by-the-book");
        Pages.row(page, alarm).click();

        page.locator("[data-step='1']").check();
        assertThat(page.locator("[data-timeline] [data-action=step-done]")).containsText("1. ");
        page.locator("[data-step='2']").check();
        assertThat(page.locator("[data-steps-done]")).hasAttribute("data-steps-done", "2");
        page.locator("[data-step='2']").uncheck();

        assertThat(page.locator("[data-steps-done]")).hasAttribute("data-steps-done", "1");
        assertThat(page.locator("[data-timeline] [data-action=step-undone]")).containsText("2. ");
        assertThat(city.audit()).contains("lan alert.step-done " + alarm, "lan alert.step-undone " + alarm);
    }

    @Test
    void whatADeadConcentratorExplainsHangsUnderItsAlarm() throws Exception {
        city.device("edge-7", "river-gauge", "water", HOME);
        city.deviceBehind("edge-7", "behind-1", HOME);
        city.deviceBehind("edge-7", "behind-2", ELSEWHERE);
        UUID alarm = city.silence("edge-7", HOME);
        city.silence("behind-1", HOME);
        city.silence("behind-2", ELSEWHERE);
        Page page = open("lan", "/desk?q=edge-7");

        assertThat(page.locator("tr[data-alarm]")).hasCount(1);
        assertThat(Pages.row(page, alarm)).hasAttribute("data-children", "2");
        Pages.row(page, alarm).click();
        page.locator("[data-show-children]").click();
        assertThat(page.locator("[data-child=behind-1]")).isVisible();
        assertThat(page.locator("[data-child=behind-2]")).isVisible();
        try (BrowserContext other = shared.screenOf("phuan")) {
            Page ward = page(other, "/desk?q=edge-7");
            assertThat(Pages.ask(ward, "children", "{id: '" + alarm + "'}", "answer.map((one) => one.device).join()"))
                    .isEqualTo("behind-1");
        }
    }

    @Test
    void alarmsOfOnePlaceFoldIntoASituationAndTheMeterTellsTheLoad() throws Exception {
        for (String device : List.of("fold-1", "fold-2", "fold-3")) {
            city.riverAlarm(device);
        }
        Page page = open("lan", "/desk?q=fold-&fold=1");
        Locator situation = page.locator("tr[data-situation]");

        assertThat(situation).hasAttribute("data-members", "3", Pages.attributeWithin(15));
        assertThat(page.locator("tr[data-alarm]")).hasCount(0);
        situation.click();
        assertThat(page.locator("tr[data-alarm]")).hasCount(3);
        page.locator("[data-fold]").click();
        assertThat(situation).hasCount(0);
        assertThat(page).hasURL(Pattern.compile(".*fold=0.*"));
        assertThat(page.locator("[data-load]")).not().hasAttribute("data-last-10-min", "0");
        page.locator("[data-load] summary").click();
        assertThat(page.locator("[data-load-of=water]")).isVisible();
    }

    @Test
    void onAPhoneTheFirstAlarmIsSeenAtOnce() throws Exception {
        UUID alarm = city.riverAlarm("on-the-phone");
        screen = shared.phoneOf("lan");
        Page page = page(screen, "/desk?q=on-the-phone");

        assertThat(Pages.row(page, alarm)).isVisible();
        assertThat(page.locator("header").boundingBox().height).isLessThan(70);
        assertThat(Pages.row(page, alarm).boundingBox().y).isLessThan(422); // half of the screen
        assertThat(page.locator("[data-filter=mine]")).isHidden();
        page.locator("[data-filters]").click();
        assertThat(page.locator("[data-filter=mine]")).isVisible();
        page.locator("[data-menu]").click();
        assertThat(page.locator("[data-sign-out]")).isVisible();
    }

    @Test
    void aLeaderSeesTheDeskAndCanDoNothingThere() throws Exception {
        UUID alarm = city.riverAlarm("for-leaders");
        Page page = open("sep", "/desk?q=for-leaders");
        assertThat(Pages.row(page, alarm)).isVisible();

        assertThat(page.locator("[data-bulk]")).hasCount(0);
        for (String deed : List.of("acknowledge", "shelve", "unshelve", "step", "close")) {
            String about = "{ids: ['" + alarm + "'], comment: 'x', step: 1, done: true, until: Date.now() + 600000}";
            assertThat(Pages.ask(page, deed, about, "answer['" + alarm + "']"))
                    .as(deed)
                    .isEqualTo("not-allowed");
        }
        assertThat(Pages.row(page, alarm)).hasAttribute("data-state", "active");
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
}
