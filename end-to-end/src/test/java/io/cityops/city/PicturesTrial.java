package io.cityops.city;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ScreenshotType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Takes the pictures of {@code docs/images}: each view in both languages on both grounds, as on a desk's screen and as in a hand; the
 * wall, as a paired screen shows it, also at 3840x2160 and 7680x2160. Not part of the build; run it with
 * {@code mvn verify -pl end-to-end -am -Dit.test=PicturesTrial -Dsurefire.failIfNoSpecifiedTests=false
 * -Dfailsafe.failIfNoSpecifiedTests=false}, with {@code -Dpictures.only=pair,account} for some alone, and look at what it took.
 */
class PicturesTrial {
    private static final Path IMAGES = Path.of("..", "docs", "images");
    private static final int JPEG_QUALITY = 70;
    private static final Duration UNTIL_THERE_IS_SOMETHING_TO_SEE =
            Duration.ofSeconds(Long.getLong("pictures.after", 240));

    /** By the names of the pictures; empty: all. */
    private static final List<String> ONLY =
            List.of(System.getProperty("pictures.only", "").split(","));

    private static final int[] DESK = {1920, 1080};
    private static final int[] HAND = {390, 844};
    private static final int[] LARGE = {3840, 2160};
    private static final int[] WIDE = {7680, 2160};

    /** The first two are taken at every size, the others at those of a desk and a hand. */
    private static final List<Look> LOOKS =
            List.of(new Look("vi", "dark"), new Look("en", "light"), new Look("vi", "light"), new Look("en", "dark"));

    /** @param shown by what it is known that the view is drawn */
    private record View(String name, String path, String shown) {}

    private record Look(String language, String ground) {
        String of(String path) {
            return path + (path.contains("?") ? "&" : "?") + "lang=" + language + "&ground=" + ground;
        }
    }

    private static final List<View> VIEWS = List.of(
            new View("briefing", "/", "leaders-briefing h1"),
            new View("desk", "/desk", "tr[data-alarm]"),
            new View("incident", "/desk?incident=1", "[data-incident-detail]"),
            new View("area", "/desk/area/city?indicator=traffic.flow", "area-page h1"),
            new View("device", "/desk/device/%s?measure=mean_speed_kmh", "device-page h1"),
            new View("devices", "/devices", "[data-row]"),
            new View("rules", "/rules", "tr[data-rule]"),
            new View("rule", "/rules?rule=water.river-alarm", "rule-sheet dl"),
            new View("rule-edit", "/rules?rule=water.river-alarm&edit=version", "[data-checked='0']"),
            new View("rejected", "/rejected", "[data-message]"),
            new View("pipeline", "/pipeline", "[data-part]"),
            new View("audit", "/audit", "[data-audit]"),
            new View("screens", "/screens", "screens-page h1"),
            new View("layouts", "/layouts", "layouts-page h1"),
            new View("sessions", "/sessions", "[data-sessions-of]"),
            new View("account", "/account", "account-page h1"));

    @TempDir
    Path data;

    @Test
    @Timeout(value = 1, unit = TimeUnit.HOURS)
    void everyViewIsTakenInBothLanguagesOnBothGrounds() throws Exception {
        Files.createDirectories(IMAGES);
        try (City city = City.start(data, "--devices", "1000");
                Browser browser = new Browser();
                FieldDevice gauge = gauge(city)) {
            BrowserContext desk = Wall.open(city, browser.page(1920, 1080), "water.river_level")
                    .page()
                    .context();
            for (int i = 0; i < 3; i++) {
                gauge.send("{\"values\":{\"water_level_m\":" + (99 + i) + "}}");
            }
            gauge.send("{\"values\":{\"water_level\":1.2}}");
            gauge.send("{\"values\":");
            TimeUnit.MILLISECONDS.sleep(UNTIL_THERE_IS_SOMETHING_TO_SEE.toMillis());
            Page page = desk.pages().getFirst();
            group(city, page);
            String camera = camera(city);
            Page wall = browser.page(1920, 1080);
            wall.navigate(invitation(city));
            wall.locator("[data-tile]").first().waitFor(new Locator.WaitForOptions().setTimeout(60_000));
            for (Look look : LOOKS) {
                if (isWanted("wall")) {
                    walls(city, wall, look);
                }
                for (View view :
                        VIEWS.stream().filter(each -> isWanted(each.name())).toList()) {
                    page.setViewportSize(1920, 1080);
                    page.navigate(city.url(look.of(view.path().formatted(camera))));
                    page.locator(view.shown()).first().waitFor(new Locator.WaitForOptions().setTimeout(60_000));
                    TimeUnit.MILLISECONDS.sleep(1_500); // charts and maps are drawn
                    at(page, view.name(), look, DESK, HAND);
                    if (view.name().equals("account") && isWhole(look)) {
                        at(page, view.name(), look, LARGE);
                    }
                }
                atTheDoor(city, browser, look);
            }
            if (!isWanted("wall-critical")) {
                return;
            }
            gauge.send("{\"values\":{\"water_level_m\":1.72}}");
            Look look = LOOKS.getFirst();
            wall.navigate(city.url(look.of("/wall/main?indicator=water.river_level")));
            wall.locator("[data-critical-call]").waitFor(new Locator.WaitForOptions().setTimeout(60_000));
            at(wall, "wall-critical", look, DESK, LARGE, WIDE);
        }
    }

    private static boolean isWanted(String name) {
        return ONLY.equals(List.of("")) || ONLY.contains(name);
    }

    private static boolean isWhole(Look look) {
        return LOOKS.indexOf(look) < 2;
    }

    private static String invitation(City city) throws Exception {
        String printed = city.cityops("kiosk", "add", "pictures").out();
        return printed.substring(printed.indexOf("http")).strip();
    }

    /** What is seen by those who are not let in yet. */
    private static void atTheDoor(City city, Browser browser, Look look) throws InterruptedException {
        Page stranger = browser.page(1920, 1080);
        for (String path :
                Stream.of("sign-in", "pair").filter(PicturesTrial::isWanted).toList()) {
            stranger.navigate(city.url(look.of("/" + path)));
            at(stranger, path, look, DESK, HAND);
        }
        stranger.context().close();
    }

    private static FieldDevice gauge(City city) throws Exception {
        return new FieldDevice(
                city, "water", "tram-ban-ky", city.addDevice("tram-ban-ky", "river-gauge", "25777", "30s"));
    }

    /** One that has sent a picture. */
    private static String camera(City city) throws Exception {
        try (var database = city.database("registrar")) {
            return City.ask(database, "select min(device_id) from store.snapshot");
        }
    }

    /** The three newest alarms, as an operator would. */
    private static void group(City city, Page page) throws InterruptedException {
        page.navigate(city.url("/desk?fold=0"));
        Locator marks = page.locator("input[data-mark]");
        marks.first().waitFor();
        for (int i = 0; i < Math.min(3, marks.count()); i++) {
            marks.nth(i).check();
        }
        page.locator("[data-bulk=group]").click();
        page.locator("incident-dialog [data-title]").fill("Mưa lớn buổi chiều");
        page.locator("incident-dialog [data-send]").click();
        page.locator("tr[data-incident]").waitFor();
        page.locator("[data-unfold-incident]").click();
        page.locator("[data-incident-detail] textarea").fill("Đã cử đội trực, chờ báo lại");
        page.locator("[data-incident-detail] [data-comment]").click();
        TimeUnit.SECONDS.sleep(2);
    }

    private static void walls(City city, Page page, Look look) throws InterruptedException {
        page.setViewportSize(1920, 1080);
        page.navigate(city.url(look.of("/wall/main?indicator=traffic.mean_speed")));
        page.locator("[data-tile='traffic.flow']").waitFor();
        TimeUnit.SECONDS.sleep(1);
        at(page, "wall", look, DESK, HAND);
        if (isWhole(look)) {
            at(page, "wall", look, LARGE, WIDE);
        }
    }

    private static void at(Page page, String name, Look look, int[]... sizes) throws InterruptedException {
        for (int[] size : sizes) {
            if (page.viewportSize().width != size[0]) {
                page.setViewportSize(size[0], size[1]);
                TimeUnit.MILLISECONDS.sleep(size[0] > 1920 ? 2_000 : 800);
            }
            take(page, name, look);
        }
    }

    private static void take(Page page, String name, Look look) {
        page.screenshot(new Page.ScreenshotOptions()
                .setType(ScreenshotType.JPEG)
                .setQuality(JPEG_QUALITY)
                .setPath(IMAGES.resolve("%s-%s-%s-%dx%d.jpg"
                        .formatted(
                                name,
                                look.language(),
                                look.ground(),
                                page.viewportSize().width,
                                page.viewportSize().height))));
    }
}
