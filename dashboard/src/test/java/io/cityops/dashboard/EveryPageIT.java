package io.cityops.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.cityops.dashboard.OpenCity.HOME;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What holds for pages whatever they show: who cannot see well can use them, and nothing is fetched from elsewhere. */
class EveryPageIT extends Visiting {
    /** WCAG 2.2 A and AA; what axe-core calls minor or moderate is told by its report and fails nothing. */
    private static final String SERIOUS = """
            async () => {
              const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
              const report = await axe.run(document, { runOnly: { type: 'tag', values: tags } });
              return report.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
                .map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.html + ' ' +
                  node.any.concat(node.all).map(({ message }) => message).join('; ')).join(' | ')}`);
            }""";

    @BeforeEach
    void atRest() throws Exception {
        shared.atRest();
    }

    @ParameterizedTest
    @CsvSource({"vi,dark", "en,light"})
    void axeFindsNothingSeriousOnDeskAndBriefing(String language, String ground) throws Exception {
        UUID alarm = city.riverAlarm("gauge-1", HOME);
        Page page = screenOf("lan").newPage();
        String look = "lang=" + language + "&ground=" + ground;

        page.navigate(shared.dashboard.address("/desk?alarm=" + alarm + "&" + look));
        assertThat(page.locator("alarm-detail")).containsText("gauge-1");
        page.locator("[data-object]").first().waitFor();
        assertThat(seriousOn(page)).isEmpty();

        page.navigate(shared.dashboard.address("/?" + look));
        assertThat(page.locator("leaders-briefing")).containsText("gauge-1");
        assertThat(seriousOn(page)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"vi,light", "en,dark"})
    void axeFindsNothingSeriousOnRules(String language, String ground) throws Exception {
        Page page = screenOf("quan").newPage();
        String look = "lang=" + language + "&ground=" + ground;

        page.navigate(shared.dashboard.address("/rules?" + look));
        assertThat(page.locator("tr[data-rule='water.river-alarm']")).isVisible();
        assertThat(seriousOn(page)).isEmpty();

        page.navigate(shared.dashboard.address("/rules?rule=water.river-alarm&" + look));
        assertThat(page.locator("rule-sheet dl")).isVisible();
        assertThat(seriousOn(page)).isEmpty();

        page.navigate(shared.dashboard.address("/rules?rule=water.river-alarm&edit=version&" + look));
        assertThat(page.locator("[data-checked='0']")).isVisible();
        page.locator("[data-field='levels.0.clear'] input").fill("");
        assertThat(page.locator("[data-fault='levels.0.clear']").first()).isVisible();
        assertThat(seriousOn(page)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"vi", "en"})
    void anAdministratorsLinksFitOnOneLineOfADesksScreen(String language) {
        Page page = screenOf("quan").newPage();
        page.navigate(shared.dashboard.address("/?lang=" + language));
        page.locator("leaders-briefing").waitFor();

        double first = page.locator("header .home").boundingBox().y;
        assertThat(page.locator("[data-sign-out]").boundingBox().y - first).isLessThan(20);
    }

    @ParameterizedTest
    @CsvSource({"1920, 1080", "390, 844"})
    void theWidestCodeOfAScreenThatWaitsIsNotCut(int width, int height) {
        Page page = strangersScreen().newPage();
        page.setViewportSize(width, height);
        page.navigate(shared.dashboard.address("/pair"));

        assertThat(page.locator("[data-code]")).isVisible();
        page.evaluate("() => { document.querySelector('[data-code]').textContent = 'WWWW-MMMM'; }");
        assertThat(page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
    }

    @Test
    void axeFindsWhatItIsToFind() throws Exception {
        Page page = screenOf("lan").newPage();
        page.navigate(shared.dashboard.address("/"));
        page.locator("leaders-briefing").waitFor();
        page.evaluate("() => document.body.insertAdjacentHTML('beforeend', '<button></button>')");

        assertThat(seriousOn(page)).singleElement().asString().startsWith("button-name");
    }

    @Test
    void noPageAsksAnybodyButItsOwnServer() {
        Page page = screenOf("quan").newPage();
        List<String> elsewhere = Collections.synchronizedList(new ArrayList<>());
        List<String> asked = Collections.synchronizedList(new ArrayList<>());
        page.onRequest(request -> note(request.url(), asked, elsewhere));
        page.onWebSocket(socket -> note(socket.url(), asked, elsewhere));
        for (String path : List.of(
                "/",
                "/desk",
                "/desk/area/city?indicator=water.river_level",
                "/desk/device/gauge-1",
                "/devices",
                "/pipeline",
                "/rejected",
                "/rules",
                "/audit",
                "/screens",
                "/sessions",
                "/layouts")) {
            page.navigate(shared.dashboard.address(path));
            page.locator("city-page #main > *").first().waitFor();
        }
        page.navigate(shared.dashboard.address("/wall/main"));
        page.locator("[data-tile]").first().waitFor();
        page.navigate(shared.dashboard.address("/sign-in"));
        assertThat(page.locator("#username")).isVisible();

        assertThat(asked).hasSizeGreaterThan(30);
        assertThat(elsewhere).isEmpty();
    }

    private static void note(String url, List<String> asked, List<String> elsewhere) {
        asked.add(url);
        URI address = URI.create(url);
        if (address.getHost() != null && !address.getHost().equals("127.0.0.1")) {
            elsewhere.add(url);
        }
    }

    @SuppressWarnings("unchecked")
    private static List<String> seriousOn(Page page) throws IOException {
        try (InputStream axe = EveryPageIT.class.getResourceAsStream("/axe.min.js")) {
            page.evaluate(new String(Objects.requireNonNull(axe).readAllBytes(), StandardCharsets.UTF_8));
        }
        return (List<String>) page.evaluate(SERIOUS);
    }
}
