package io.cityops.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whether what an alarm says is read from the back of the room. NUREG-0700 asks for capitals of 16 arc-minutes at the farthest reader:
 * {@code 2 d tan(8')}, which is 23 mm at 5 m and 47 mm at 10 m. One screen of 55 inches is 685 mm high and read from 5 m; two of them
 * one above the other are 1,370 mm high and read from 10 m. Both ask for the same part of the picture's height, 3.4 %, however many
 * pixels it has.
 */
class WallLettersIT extends Visiting {
    private static final double SIXTEEN_MINUTES = Math.toRadians(16.0 / 60);
    private static final double SCREEN_MM = 685;
    private static final double READ_FROM_MM = 5_000;
    private static final double PART_OF_HEIGHT = 2 * READ_FROM_MM * Math.tan(SIXTEEN_MINUTES / 2) / SCREEN_MM;

    /** The longest of the catalogue. */
    private static final List<String> WARDS = List.of("26791", "26898", "26905", "25747", "26743");

    private static final String LONGEST_RULE = "water.rain-without-pumps";

    /** How high a capital of each text is, in pixels, and whether all of it is seen. */
    private static final String LETTERS = """
        row => [...row.querySelectorAll('.where, .what, .since, .state')].filter(e => e.offsetParent).map(e => {
          const style = getComputedStyle(e);
          const ink = document.createElement('canvas').getContext('2d');
          ink.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
          return { is: e.className, capital: ink.measureText('H').actualBoundingBoxAscent,
                   cut: e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1, text: e.innerText };
        })\
        """;

    @BeforeEach
    void atRest() throws Exception {
        shared.atRest();
    }

    @ParameterizedTest
    @CsvSource({"1920,1080", "3840,2160", "7680,2160"})
    void whereWhatSinceWhenAndWhoAreReadFromAfarWithTheLongestNames(int width, int height) throws Exception {
        assertThat(PART_OF_HEIGHT).as("as NUREG-0700 has it at 10 m").isCloseTo(47.0 / (2 * SCREEN_MM), within(0.0004));
        for (String ward : WARDS) {
            city.areaAlarm(LONGEST_RULE, ward);
        }
        for (String language : List.of("vi", "en")) {
            Page page = wall(width, height, language);
            Locator rows = page.locator("[data-alert]");
            assertThat(rows).hasCount(WARDS.size());
            page.waitForFunction("() => document.fonts.status === 'loaded'");

            for (int i = 0; i < WARDS.size(); i++) {
                assertThat(letters(rows.nth(i))).hasSize(4).allSatisfy(text -> {
                    assertThat(((Number) text.get("capital")).doubleValue())
                            .as(text.get("is") + " of " + text.get("text"))
                            .isGreaterThanOrEqualTo(PART_OF_HEIGHT * height);
                    assertThat((Boolean) text.get("cut")).as(text.toString()).isFalse();
                });
            }
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(Path.of("target", "letters-%s-%dx%d.png".formatted(language, width, height))));
            standApart(page, rows, width, height);
            closeScreens();
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> letters(Locator row) {
        return (List<Map<String, Object>>) row.evaluate(LETTERS);
    }

    /** Nothing stands over anything else, nor beyond the picture. */
    private static void standApart(Page page, Locator rows, int width, int height) {
        List<Locator> pieces = new ArrayList<>(rows.all());
        pieces.addAll(page.locator("indicator-tile").all());
        pieces.add(page.locator("ward-map"));
        pieces.add(page.locator("wall-header"));
        pieces.add(page.locator("alert-list header"));
        List<BoundingBox> boxes = pieces.stream().map(Locator::boundingBox).toList();
        for (int i = 0; i < boxes.size(); i++) {
            BoundingBox one = boxes.get(i);
            assertThat(one.x + one.width).isLessThanOrEqualTo(width + 1.0);
            assertThat(one.y + one.height).isLessThanOrEqualTo(height + 1.0);
            for (BoundingBox other : boxes.subList(i + 1, boxes.size())) {
                boolean apart = one.x + one.width <= other.x + 1
                        || other.x + other.width <= one.x + 1
                        || one.y + one.height <= other.y + 1
                        || other.y + other.height <= one.y + 1;
                assertThat(apart).as("piece %d stands over another", i).isTrue();
            }
        }
    }

    private Page wall(int width, int height, String language) {
        Page page = screenOf("sep").newPage();
        page.setViewportSize(width, height);
        page.navigate(shared.dashboard.address("/wall/main?lang=" + language));
        return page;
    }
}
