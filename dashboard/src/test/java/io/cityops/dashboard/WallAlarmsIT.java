package io.cityops.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.cityops.dashboard.OpenCity.RIVER;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Alarms and drills on the wall: the packaged dashboard, a real database and a real browser. */
class WallAlarmsIT extends Visiting {
    @BeforeEach
    void atRest() throws Exception {
        shared.atRest();
    }

    @Test
    void aDrillIsMarkedShowsItsOwnFiguresAndLeavesRealAlarmsUnmarked() throws SQLException {
        city.value("city", RIVER, 1.27);
        UUID real = city.riverAlarm("real-gauge");
        Page page = signedIn("lan");
        assertThat(tile(page)).hasAttribute("data-value", "1.27");

        UUID rehearsed = city.drill("d1", 1.72);
        try {
            assertThat(page.locator("[data-drill=d1]")).containsText("Triều cường");
            assertThat(page.locator(".watermark")).containsText("DIỄN TẬP");
            assertThat(tile(page)).hasAttribute("data-value", "1.72");
            assertThat(page.locator("[data-alert='" + rehearsed + "']")).hasAttribute("data-drill", "true");
            assertThat(page.locator("[data-alert='" + rehearsed + "'] .drill")).hasText("DIỄN TẬP");
            assertThat(page.locator("[data-alert='" + real + "']")).isVisible();
            assertThat(page.locator("[data-alert='" + real + "'] .drill")).hasCount(0);
        } finally {
            city.endDrill("d1");
        }
        assertThat(tile(page)).hasAttribute("data-value", "1.27");
        assertThat(page.locator("[data-drill]")).hasCount(0);
        assertThat(page.locator("[data-alert='" + rehearsed + "']")).hasCount(0);
        assertThat(page.locator("[data-alert='" + real + "']")).isVisible();
    }

    @Test
    void aDrillThatNobodyPlaysAnyMoreGivesTheScreenBack() throws SQLException {
        city.value("city", RIVER, 1.27);
        Page page = signedIn("lan");
        city.drill("d2", 1.72);
        try {
            assertThat(tile(page)).hasAttribute("data-value", "1.72");

            city.abandonDrill("d2");

            assertThat(tile(page)).hasAttribute("data-value", "1.27");
            assertThat(page.locator("[data-drill]")).hasCount(0);
        } finally {
            city.endDrill("d2");
        }
    }

    @Test
    void anOperatorAcknowledgesAnAlarm() throws SQLException {
        Page page = signedIn("lan");
        UUID id = city.riverAlarm("river-to-acknowledge");
        Locator alarm = page.locator("[data-alert='" + id + "']");
        assertThat(alarm).hasAttribute("data-state", "active");

        page.locator("[data-ack='" + id + "']").click();

        assertThat(alarm).hasAttribute("data-state", "acknowledged");
    }

    @Test
    void theWallTellsTheAlarmLoadAndLeavesOutWhatIsShelved() throws SQLException {
        UUID id = city.riverAlarm("river-in-repair");
        Page page = signedIn("lan");
        assertThat(page.locator("[data-alert='" + id + "']")).isVisible();
        assertThat(page.locator("[data-load]")).not().hasAttribute("data-last-10-min", "0");

        city.maintenance("river-in-repair", "doi-nuoc", "thay phao đo");

        assertThat(page.locator("[data-alert='" + id + "']"))
                .hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(15_000));
        assertThat(page.locator("alert-list [data-aside]")).containsText("do bảo trì");
    }

    @Test
    void aLeaderSeesAlarmsAndCannotAcknowledgeThem() throws SQLException {
        UUID id = city.riverAlarm("river-to-look-at");
        Page page = signedIn("sep");

        assertThat(page.locator("[data-alert='" + id + "']")).isVisible();
        assertThat(page.locator("[data-ack='" + id + "']")).hasCount(0);
    }

    private Page signedIn(String name) {
        return open(name, "/wall/main");
    }

    private static Locator tile(Page page) {
        return page.locator("[data-tile='" + RIVER + "']");
    }
}
