package io.cityops.dashboard;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.cityops.localstack.database.TimescaleServer;
import io.cityops.localstack.process.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A database, the packaged dashboard and a browser, started once for all tests that look at screens and closed after the
 * last of them. Tests use alarms, devices and accounts of their own names, and set what they look at.
 */
final class OpenCity implements AutoCloseable {
    static final String PASSWORD = "bien-dong-42";
    static final String RIVER = "water.river_level";
    /** The ward of the account {@code phuan}. */
    static final String HOME = "25768";

    static final String ELSEWHERE = "25747";

    private final Path folder;
    private final TimescaleServer database;
    private final Map<String, String> signedIn = new ConcurrentHashMap<>();
    final CityRows city;
    final RunningDashboard dashboard;
    final OpenIdCity provider;
    final WallBrowser browser;

    private OpenCity() throws Exception {
        folder = Files.createTempDirectory("open-city");
        database = TimescaleServer.start(folder.resolve("city"), FreePort.next());
        city = new CityRows(database);
        for (String operator : List.of("lan", "minh")) {
            city.account(operator, PASSWORD, "operator");
        }
        city.account("sep", PASSWORD, "leader");
        city.account("quan", PASSWORD, "administrator");
        city.account("kysu", PASSWORD, "engineer");
        city.account("phuan", PASSWORD, "operator", List.of(HOME), List.of());
        city.account("giaothong", PASSWORD, "operator", List.of("city"), List.of("traffic"));
        city.device("gauge-1", "river-gauge", "water", HOME);
        city.device("gauge-far", "river-gauge", "water", ELSEWHERE);
        for (String camera : List.of("cam-1", "cam-home")) {
            city.device(camera, "traffic-camera", "traffic", HOME);
        }
        city.device("cam-elsewhere", "traffic-camera", "traffic", ELSEWHERE);
        for (String camera : List.of("cam-1", "cam-home", "cam-elsewhere")) {
            city.still(camera, new byte[] {(byte) 0xFF, (byte) 0xD8, 1});
        }
        city.days("city", "services.dossiers_online", 30, 31, 32, 33, 34, 35, 36, 37);
        provider = new OpenIdCity();
        dashboard = new RunningDashboard(database, folder.resolve("data"), provider.settings());
        dashboard.start();
        browser = new WallBrowser();
    }

    /** As a test finds it: no alarm is open, and the river has not risen. */
    void atRest() throws Exception {
        city.closeAlarms();
        city.value("city", RIVER, 1.31);
        city.value(HOME, RIVER, 1.21);
        city.value(ELSEWHERE, RIVER, 1.11);
    }

    /** A screen on which somebody has signed in; the form is filled in once for all tests. */
    BrowserContext screenOf(String name) {
        return browser.screen(signedIn.computeIfAbsent(name, this::signIn));
    }

    /** The same in their hand. */
    BrowserContext phoneOf(String name) {
        return browser.phone(signedIn.computeIfAbsent(name, this::signIn));
    }

    /** Of a server that is gone. */
    void forgetSignIns() {
        signedIn.clear();
    }

    private String signIn(String name) {
        try (BrowserContext screen = browser.screen()) {
            Page page = screen.newPage();
            page.navigate(dashboard.address("/sign-in"));
            page.fill("#username", name);
            page.fill("#password", PASSWORD);
            page.click("button[type=submit]");
            page.waitForURL(Pattern.compile("^(?!.*sign-in).*$"));
            return screen.storageState();
        }
    }

    @Override
    public void close() throws Exception {
        browser.close();
        dashboard.close();
        provider.close();
        database.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Gives the one of this run to whatever test asks for it. */
    static final class Gate implements ParameterResolver {
        private static final Namespace OURS = Namespace.create(OpenCity.class);

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == OpenCity.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            ExtensionContext.Store store = context.getRoot().getStore(OURS);
            Object known = store.get(OpenCity.class);
            if (known == null) {
                known = opened();
                store.put(OpenCity.class, known); // closed with the store
            }
            return known;
        }

        private static OpenCity opened() {
            try {
                return new OpenCity();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
