package io.cityops.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.cityops.dashboard.OpenCity.HOME;
import static io.cityops.dashboard.OpenCity.RIVER;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What walls show as data, and what interrupts them: the packaged dashboard, a database and a browser. */
class LayoutsIT extends Visiting {
    private static final String RAIN = "water.rain_1h";
    /** Counts what a loudspeaker would have been given. */
    private static final String LISTEN = "(() => { window.tones = 0; const start = OscillatorNode.prototype.start;"
            + " OscillatorNode.prototype.start = function (...at) { window.tones++; return start.apply(this, at); }; })();";

    @BeforeEach
    void atRest() throws Exception {
        shared.atRest();
    }

    @Test
    void anEngineerDrawsALayoutSeesItBeforehandAndEveryScreenShowsItAtOnce() throws Exception {
        Page page = open("kysu", "/layouts");
        page.locator("[data-create]").click();
        page.locator("[data-name]").fill("hall-drawn");
        Locator others = page.locator("[data-chosen-of=tile] [data-drop]:not([data-drop='" + RIVER + "'])");
        for (int left = others.count(); left > 0; left--) {
            others.first().click();
        }
        Locator preview = page.locator("[data-preview]");
        assertThat(preview.locator("[data-tile]")).hasCount(1, Pages.countWithin(15));
        assertThat(preview.locator("[data-tile='" + RIVER + "']")).hasAttribute("data-value", "1.31");
        page.locator("[data-save]").click();
        assertThat(page.locator("[data-edit=hall-drawn]")).isVisible();
        try (BrowserContext hall = shared.screenOf("lan")) {
            Page wall = hall.newPage();
            wall.navigate(shared.dashboard.address("/wall/hall-drawn"));
            assertThat(wall.locator("[data-tile]")).hasCount(1);

            page.locator("[data-add=tile]").selectOption(RAIN);
            page.locator("[data-ground-of]").selectOption("light");
            page.locator("[data-save]").click();

            assertThat(wall.locator("[data-tile='" + RAIN + "']")).isVisible();
            assertThat(wall.locator("city-wall")).hasAttribute("ground", "light");
        }
        assertThat(city.audit()).contains("kysu layout.save hall-drawn");
    }

    @Test
    void aLayoutWithFaultsIsToldWhyAndNotKeptWhoeverAsks() {
        Page page = open("kysu", "/layouts");
        page.locator("[data-create]").click();
        page.locator("[data-name]").fill("Sảnh");
        page.locator("[data-dwell]").fill("5");

        assertThat(page.locator("[data-fault=name]")).isVisible();
        assertThat(page.locator("[data-fault=dwell]")).containsText("20");
        assertThat(page.locator("[data-save]")).isDisabled();
        String layout = "{layout: {name: 'forced', ground: 'dark', dwell: 5, revision: 0,"
                + " pages: [{tiles: ['water.wine'], areas: ['city']}]}}";
        assertThat(Pages.ask(page, "save", layout, "answer.result")).isEqualTo("faults");
    }

    @Test
    void whoDoesNotDesignWallsNeitherSeesTheFormNorSaves() throws Exception {
        city.account("kysuphuong", OpenCity.PASSWORD, "engineer", List.of(HOME), List.of());
        for (String name : new String[] {"lan", "kysuphuong"}) {
            Page page = open(name, "/layouts");
            assertThat(page.locator("layouts-page")).hasCount(0);
            page.navigate(shared.dashboard.address("/desk"));
            assertThat(Pages.ask(page, "save", "{layout: {}}", "answer")).isNull();
            closeScreens();
        }
    }

    @Test
    void aPairedScreenTakesTheLayoutItIsGivenWithoutBeingTouched() throws Exception {
        city.layout("port", "dark", pageOf(RAIN, HOME));
        Page wall = strangersScreen().newPage();
        wall.navigate(shared.dashboard.address("/pair"));
        city.approveKiosk("hall-9", wall.locator("[data-code]").innerText().replace("-", ""));
        assertThat(wall.locator("[data-tile='" + RIVER + "']")).isVisible(Pages.visibleWithin(15));

        city.assignLayout("hall-9", "port");

        assertThat(wall.locator("[data-tile]")).hasCount(1);
        assertThat(wall.locator("[data-tile='" + RAIN + "']")).isVisible();
        assertThat(wall.locator("h1")).not().hasText(Pattern.compile("Thành phố.*"));
        city.revokeKiosk("hall-9");
    }

    @Test
    void pagesTurnAndACriticalAlarmHoldsThemPopsUpSoundsAndGoesWhenItIsAcknowledged() throws Exception {
        city.layout("turning", "dark", pagesOf(RIVER, RAIN));
        Page wall = listening("lan", "/wall/turning");
        Locator pages = wall.locator("[data-page]");
        assertThat(pages).hasAttribute("data-of", "2");
        wall.locator("body").click(); // as browsers want before a page may sound
        String before = pages.getAttribute("data-page");
        assertThat(pages).not().hasAttribute("data-page", before, Pages.attributeWithin(30));
        assertThat(wall.locator("[data-tile]")).hasCount(1);

        UUID alarm = city.criticalAlarm("gauge-critical");

        Locator call = wall.locator("[data-critical-call='" + alarm + "']");
        assertThat(call).isVisible();
        assertThat(pages).hasAttribute("data-held", "true");
        wall.waitForFunction("() => window.tones >= 2");
        assertThat(wall.locator("[data-clock]")).isVisible();
        coversNothingElse(wall, call);
        wall.locator("[data-take='" + alarm + "']").click();
        assertThat(call).hasCount(0);
        assertThat(pages).hasAttribute("data-held", "false");
        assertThat(wall.locator("[data-alert='" + alarm + "']")).hasAttribute("data-state", "acknowledged");
    }

    @Test
    void anOperatorIsCalledOnWhateverPageAndALeaderIsNot() throws Exception {
        Page page = listening("lan", "/desk/area/city");
        assertThat(page.locator("area-page")).isVisible();
        page.locator("main").click();
        assertThat(page.locator("[data-sound]")).hasAttribute("data-sound", "on");
        try (BrowserContext office = shared.screenOf("sep")) {
            Page briefing = office.newPage();
            briefing.navigate(shared.dashboard.address("/"));
            assertThat(briefing.locator("leaders-briefing")).isVisible();

            UUID alarm = city.criticalAlarm("gauge-desk");

            assertThat(page.locator("[data-critical-call='" + alarm + "']")).containsText("gauge-desk");
            page.waitForFunction("() => window.tones >= 2");
            assertThat(briefing.locator("[data-critical-call]")).hasCount(0);
            page.locator("[data-take='" + alarm + "']").click();
            assertThat(page.locator("[data-critical-call]")).hasCount(0);
            assertThat(city.audit()).contains("lan alert.acknowledge " + alarm);
        }
    }

    /** No tile, and nothing of the map. */
    private static void coversNothingElse(Page wall, Locator call) {
        double top = call.boundingBox().y;
        List<Locator> others = new ArrayList<>(wall.locator("[data-tile]").all());
        others.add(wall.locator("ward-map"));
        assertThat(others)
                .allSatisfy(other -> assertThat(other.boundingBox().y + other.boundingBox().height)
                        .isLessThanOrEqualTo(top));
    }

    private static String pageOf(String indicator, String area) {
        return "[" + page(indicator, area) + "]";
    }

    private static String pagesOf(String first, String second) {
        return "[" + page(first, "city") + ", " + page(second, "city") + "]";
    }

    private static String page(String indicator, String area) {
        return "{\"tiles\": [\"" + indicator + "\"], \"areas\": [\"" + area + "\"], \"mapped\": \"\", \"view\": \"\"}";
    }

    private Page listening(String name, String path) {
        BrowserContext screen = screenOf(name);
        screen.addInitScript(LISTEN);
        Page page = screen.newPage();
        page.navigate(shared.dashboard.address(path));
        return page;
    }
}
