package io.cityops.dashboard.live;

import io.cityops.dashboard.DashboardSettings;
import io.cityops.dashboard.access.People;
import io.cityops.dashboard.access.PeopleQuery;
import io.cityops.dashboard.incident.IncidentQuery;
import io.cityops.dashboard.incident.Incidents;
import io.cityops.dashboard.layout.LayoutQuery;
import io.cityops.dashboard.layout.Layouts;
import io.cityops.model.catalogue.Area;
import io.cityops.model.catalogue.CatalogueException;
import io.cityops.model.catalogue.FollowedCatalogue;
import io.cityops.model.version.CatalogueVersion;
import io.cityops.model.version.StoredCatalogue;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The one reader of a process: sleeps on its own connection until the jobs notify, then reads what has changed, once
 * for all walls. Notifications within {@link #BREATH} of a read are answered by one read; every {@link #POLL} it looks
 * even when nothing was heard. After a lost connection it reads everything anew.
 */
@Component
final class CityReader implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(CityReader.class);
    private static final Duration POLL = Duration.ofSeconds(2);
    private static final Duration BREATH = Duration.ofMillis(150);
    private static final Duration RETRY = Duration.ofSeconds(1);
    /** Rows that another transaction commits after a newer one was seen. */
    private static final Duration OVERLAP = Duration.ofSeconds(5);
    /** How far the database's clock may be behind ours; bounds the first look into a table that was long at rest. */
    private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(10);
    /** A figure older than this is not shown at all. */
    private static final Duration OLDEST_CURRENT = Duration.ofDays(7);

    private final DashboardSettings settings;
    private final FollowedCatalogue catalogue;
    private int catalogueNumber;
    private final LiveCity city;
    private final People people;
    private final DeviceDirectory devices;
    private final Layouts layouts;
    private final Incidents incidents;
    private final LiveMeters meters;
    private final Clock clock;
    private final Thread thread = new Thread(this::run, "city-reader");
    private volatile boolean running;
    private boolean complained;

    CityReader(
            DashboardSettings settings,
            FollowedCatalogue catalogue,
            LiveCity city,
            People people,
            DeviceDirectory devices,
            Layouts layouts,
            Incidents incidents,
            LiveMeters meters,
            Clock clock) {
        this.settings = settings;
        this.catalogue = catalogue;
        this.city = city;
        this.people = people;
        this.devices = devices;
        this.layouts = layouts;
        this.incidents = incidents;
        this.meters = meters;
        this.clock = clock;
        thread.setDaemon(true);
    }

    private void run() {
        while (running) {
            try (Connection connection = connect()) {
                listen(connection);
            } catch (SQLException | RuntimeException e) {
                lost(e);
            }
            city.reading(false);
            rest(RETRY);
        }
    }

    private void listen(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("listen cityops_indicator");
            statement.execute("listen cityops_alert");
            statement.execute("listen cityops_drill");
            statement.execute("listen cityops_access");
            statement.execute("listen cityops_device");
            statement.execute("listen cityops_layout");
            statement.execute("listen cityops_incident");
            statement.execute("listen " + StoredCatalogue.CHANNEL);
        }
        PGConnection notifications = connection.unwrap(PGConnection.class);
        readCatalogue(connection);
        PeopleQuery.read(connection, catalogue, people);
        devices.read(connection);
        LayoutQuery.read(connection, layouts);
        IncidentQuery.read(connection, incidents);
        Instant connectedAt = clock.instant();
        CitySnapshot snapshot = everything(connection, CityQueries.runningDrill(connection));
        city.publish(snapshot);
        city.reading(true);
        complained = false;
        LOG.info(
                "Reading the city live: {} figures, {} open alarms",
                size(snapshot),
                snapshot.alerts().size());
        while (running) {
            PGNotification[] heard = notifications.getNotifications((int) POLL.toMillis());
            boolean polling = heard == null || heard.length == 0;
            boolean another = hears(heard, StoredCatalogue.CHANNEL) && readCatalogue(connection);
            if (another || hears(heard, "cityops_access")) {
                PeopleQuery.read(connection, catalogue, people);
            }
            if (hears(heard, "cityops_device")) {
                devices.read(connection);
            }
            if (hears(heard, "cityops_layout")) {
                LayoutQuery.read(connection, layouts);
            }
            if (hears(heard, "cityops_incident")) {
                IncidentQuery.read(connection, incidents);
            }
            RunningDrill drill = CityQueries.runningDrill(connection);
            if (!another && Objects.equals(drill, snapshot.drill())) {
                CityQueries queries = new CityQueries(connection, catalogue, drill);
                snapshot = changes(queries, snapshot, connectedAt, polling || hears(heard, "cityops_alert"));
            } else {
                if (!another) {
                    LOG.info("{}", drill == null ? "The drill is over" : "Drill " + drill.id() + " is shown now");
                }
                snapshot = everything(connection, drill);
            }
            city.publish(snapshot);
            if (!polling) {
                rest(BREATH);
            }
        }
    }

    /** Takes over the newest version, at which every screen is loaded anew; one that is not valid changes nothing. */
    private boolean readCatalogue(Connection connection) throws SQLException {
        if (StoredCatalogue.newestNumber(connection) <= catalogueNumber) {
            return false;
        }
        CatalogueVersion newest = StoredCatalogue.newest(connection);
        if (newest == null) {
            return false;
        }
        catalogueNumber = newest.number();
        if (newest.checksum().equals(catalogue.checksum())) {
            return false;
        }
        try {
            catalogue.replace(newest.text().compile());
            LOG.info("Catalogue {} is shown now", newest.label());
            return true;
        } catch (CatalogueException e) {
            LOG.error("Catalogue {} is not valid, the one before stays: {}", newest.number(), e.getMessage());
            return false;
        }
    }

    private CitySnapshot everything(Connection connection, @Nullable RunningDrill drill) throws SQLException {
        Instant start = clock.instant();
        CityQueries queries = new CityQueries(connection, catalogue, drill);
        CitySnapshot snapshot = CitySnapshot.emptyOf(drill)
                .with(queries.current(start.minus(OLDEST_CURRENT), start), start)
                .with(queries.history(Area.CITY, start.minus(CitySnapshot.TREND), start), start)
                .withAlerts(queries.openAlerts());
        meters.read(Duration.between(start, clock.instant()));
        return snapshot;
    }

    private CitySnapshot changes(CityQueries queries, CitySnapshot before, Instant connectedAt, boolean alerts)
            throws SQLException {
        Instant start = clock.instant();
        Instant seen = Instant.ofEpochMilli(before.newestWriteMillis()).minus(OVERLAP);
        Instant bound = connectedAt.minus(CLOCK_DIFFERENCE);
        List<Figure> changed = queries.changedAfter(seen.isAfter(bound) ? seen : bound);
        CitySnapshot after = before.with(before.unseen(changed), start);
        if (alerts) {
            after = after.withAlerts(queries.openAlerts());
        }
        meters.read(Duration.between(start, clock.instant()));
        return after;
    }

    private static boolean hears(PGNotification @Nullable [] heard, String channel) {
        return heard != null
                && Arrays.stream(heard)
                        .anyMatch(notification -> notification.getName().equals(channel));
    }

    private static int size(CitySnapshot snapshot) {
        return snapshot.current().values().stream()
                .mapToInt(areas -> areas.size())
                .sum();
    }

    private Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", settings.databaseUser());
        properties.setProperty("password", settings.databasePassword());
        properties.setProperty("ApplicationName", "cityops-dashboard-reader");
        properties.setProperty("connectTimeout", "3");
        properties.setProperty("loginTimeout", "5");
        properties.setProperty("socketTimeout", "15");
        properties.setProperty("tcpKeepAlive", "true");
        return DriverManager.getConnection(settings.databaseUrl(), properties);
    }

    private void lost(Exception reason) {
        meters.failed();
        if (running && !complained) {
            LOG.warn(
                    "The database is away; the walls show what was known, and it is tried again: {}",
                    reason.getMessage());
            complained = true;
        }
    }

    private void rest(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running = false;
        }
    }

    @Override
    public void start() {
        running = true;
        thread.start();
    }

    @Override
    public void stop() {
        running = false;
        thread.interrupt();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
