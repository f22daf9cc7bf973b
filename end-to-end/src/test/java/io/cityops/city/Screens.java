package io.cityops.city;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Wall screens in real browser pages, each with a session of its own; they note when they have drawn what. */
final class Screens implements AutoCloseable {
    private static final double MIB = 1024.0 * 1024.0;

    /**
     * Notes each value of a ward after the frame with it was drawn: the observer hears of it before that frame, the callback
     * of the frame comes just before it is painted, and the timer after it. For each tile beside: how old its newest reading was.
     */
    private static final String WATCH = """
        (() => {
          window.drawn = [];
          window.tileAges = [];
          const painted = (then) => requestAnimationFrame(() => setTimeout(then));
          const values = (element, then) => new MutationObserver(then)
            .observe(element, { attributes: true, attributeFilter: ['data-value'] });
          const watch = () => {
            const wall = document.querySelector('city-wall')?.shadowRoot;
            const ward = wall?.querySelector('ward-map')?.shadowRoot?.querySelector("[data-ward='%s']");
            const tiles = [...(wall?.querySelectorAll('indicator-tile') ?? [])];
            if (!ward || tiles.length === 0 || !tiles.every((tile) => tile.shadowRoot?.querySelector('[data-tile]'))) {
              setTimeout(watch, 200);
              return;
            }
            values(ward, () => {
              const value = Number(ward.dataset.value);
              painted(() => window.drawn.push([value, Date.now()]));
            });
            for (const tile of tiles) {
              values(tile.shadowRoot.querySelector('[data-tile]'), () => {
                const at = tile.reading?.at;
                painted(() => at && window.tileAges.push(Date.now() - at));
              });
            }
          };
          watch();
        })()""";

    /** @param atMillis by the clock of the browser, epoch */
    record Drawn(double value, long atMillis) {}

    private final Browser browser;
    private final City city;
    private final String indicator;
    private final String ward;
    private final int width;
    private final int height;
    private final List<Cookie> kiosk = new ArrayList<>();
    private final List<Page> pages = new ArrayList<>();

    Screens(Browser browser, City city, String indicator, String ward, int width, int height) {
        this.browser = browser;
        this.city = city;
        this.indicator = indicator;
        this.ward = ward;
        this.width = width;
        this.height = height;
    }

    /** Opens another screen; the first is paired, the others have its cookie. */
    void open() throws Exception {
        Page page = browser.page(width, height);
        BrowserContext context = page.context();
        if (kiosk.isEmpty()) {
            page.navigate(invitation());
            Eventually.until(
                    "the screen is paired",
                    Duration.ofSeconds(60),
                    () -> context.cookies().stream().anyMatch(cookie -> cookie.name.equals("cityops-kiosk")));
            context.cookies().stream()
                    .filter(cookie -> cookie.name.equals("cityops-kiosk"))
                    .forEach(kiosk::add);
        } else {
            context.addCookies(kiosk);
        }
        context.addInitScript(WATCH.formatted(ward));
        page.navigate(city.url("/wall/main?indicator=" + indicator));
        page.locator("[data-ward='" + ward + "']").waitFor();
        pages.add(page);
    }

    private String invitation() throws Exception {
        String printed = city.cityops("kiosk", "add", "trial").out();
        return printed.substring(printed.indexOf("http")).strip();
    }

    /** The cookie by which the dashboard knows them. */
    Cookie cookie() {
        return kiosk.getFirst();
    }

    int count() {
        return pages.size();
    }

    /** What each screen has drawn of the ward since it was asked last. */
    List<List<Drawn>> drawn() {
        return pages.stream()
                .map(page -> ((List<?>) page.evaluate("window.drawn.splice(0)"))
                        .stream()
                                .map(each -> (List<?>) each)
                                .map(pair -> new Drawn(
                                        ((Number) pair.get(0)).doubleValue(), ((Number) pair.get(1)).longValue()))
                                .toList())
                .toList();
    }

    /** How old the newest reading in a tile was whenever one was drawn, in milliseconds. */
    List<Long> tileAges() {
        return pages.stream()
                .flatMap(page -> ((List<?>) page.evaluate("window.tileAges.splice(0)")).stream())
                .map(age -> ((Number) age).longValue())
                .toList();
    }

    long connected() {
        return pages.stream()
                .filter(page ->
                        "up".equals(page.locator("[data-connection]").first().getAttribute("data-connection")))
                .count();
    }

    /** Of JavaScript after collection, of all pages together. */
    double heapMib() {
        return pages.stream().mapToDouble(Screens::heapMib).sum();
    }

    private static double heapMib(Page page) {
        CDPSession tools = page.context().newCDPSession(page);
        try {
            tools.send("HeapProfiler.collectGarbage");
            JsonObject usage = tools.send("Runtime.getHeapUsage");
            return usage.get("usedSize").getAsDouble() / MIB;
        } finally {
            tools.detach();
        }
    }

    void picture(String name) {
        Browser.keep(pages.getFirst(), name);
    }

    @Override
    public void close() {
        pages.forEach(page -> page.context().close());
    }
}
