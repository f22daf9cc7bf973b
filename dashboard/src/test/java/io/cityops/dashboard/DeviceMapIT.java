package io.cityops.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.cityops.dashboard.OpenCity.ELSEWHERE;
import static io.cityops.dashboard.OpenCity.HOME;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The desk's map with ten thousand devices: the packaged dashboard, a database and a browser. */
@ExtendWith(OpenCity.Gate.class)
class DeviceMapIT {
    private static final int CROWD = 10_000;
    private static OpenCity shared;
    private static CityRows city;
    private @Nullable BrowserContext screen;

    @BeforeAll
    static void enterCity(OpenCity open) throws Exception {
        shared = open;
        city = open.city;
        open.atRest();
        city.crowd(CROWD / 2, HOME);
        city.crowd(CROWD / 2, ELSEWHERE);
    }

    @AfterAll
    static void leaveCity() throws Exception {
        city.disperse();
    }

    @AfterEach
    void closeScreen() {
        if (screen != null) {
            screen.close();
        }
    }

    @Test
    void tenThousandDevicesAreAtMostTwoThousandObjectsThatTellApartWhenZoomed() {
        Page page = desk("lan");
        page.setViewportSize(3840, 2160);
        long asked = System.nanoTime();
        page.navigate(shared.dashboard.address("/desk"));
        Locator map = page.locator("device-map [data-devices]");
        assertThat(map).hasAttribute("data-devices", Pattern.compile("1\\d{4}"), Pages.attributeWithin(20));
        page.locator("[data-object]").first().waitFor();
        System.out.printf("first view of the map: %d ms%n", (System.nanoTime() - asked) / 1_000_000);

        int whole = page.locator("[data-object]").count();
        assertThat(whole).isBetween(20, 2_000);
        assertThat(page.locator("[data-object][data-count='1']").count()).isLessThan(whole);
        String before = map.getAttribute("data-objects");
        page.locator("[data-zoom=in]").click();
        assertThat(map).not().hasAttribute("data-objects", before);
        for (int i = 0; i < 12; i++) {
            page.locator("[data-zoom=in]").click();
        }
        assertThat(page.locator("[data-object]").count()).isLessThanOrEqualTo(2_000);
    }

    @Test
    void anAlarmIsSeenOnTheMapWithoutAsking() throws Exception {
        Page page = desk("lan");
        page.navigate(shared.dashboard.address("/desk"));
        page.locator("[data-object]").first().waitFor();
        assertThat(page.locator("[data-object][data-bad='5']")).hasCount(0);

        long raised = System.nanoTime();
        city.criticalAlarm("crowd-" + HOME + "-7");

        assertThat(page.locator("[data-object][data-bad='5']")).hasCount(1);
        System.out.printf("alarm to map: %d ms%n", (System.nanoTime() - raised) / 1_000_000);
        city.closeAlarms();
        assertThat(page.locator("[data-object][data-bad='5']")).hasCount(0);
    }

    @Test
    void oneDeviceOfManyIsOpenedFromTheMap() throws Exception {
        city.deviceAt("lonely", HOME, 11.35, 106.6);
        Page page = desk("lan");
        page.navigate(shared.dashboard.address("/desk"));

        page.locator("[data-object][aria-label^='lonely']").click();
        page.locator("[data-device=lonely]").click();

        assertThat(page).hasURL(Pattern.compile(".*/desk/device/lonely"));
    }

    @Test
    void aWardsOperatorsMapHasTheirDevicesOnly() {
        Page page = desk("phuan");
        page.navigate(shared.dashboard.address("/desk"));
        assertThat(page.locator("device-map [data-devices]"))
                .hasAttribute("data-devices", Pattern.compile("5\\d{3}"), Pages.attributeWithin(15));

        Object asked = Pages.ask(
                page,
                "map",
                "{box: [-500, -500, 500, 500], width: 1000, height: 1000, sectors: []}",
                "answer.objects.reduce((sum, each) => sum + each.count, 0)");

        assertThat((int) asked).isBetween(CROWD / 2, CROWD / 2 + 500);
    }

    private Page desk(String name) {
        screen = shared.screenOf(name);
        return screen.newPage();
    }
}
