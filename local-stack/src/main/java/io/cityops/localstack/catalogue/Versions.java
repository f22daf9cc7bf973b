package io.cityops.localstack.catalogue;

import io.cityops.localstack.StackFailure;
import io.cityops.localstack.database.DatabaseAccess;
import io.cityops.localstack.database.DatabaseRole;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.CatalogueException;
import io.cityops.model.catalogue.CatalogueText;
import io.cityops.model.version.CatalogueVersion;
import io.cityops.model.version.StoredCatalogue;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The versions of a city's catalogue. Each is one transaction and leaves a line in the audit; none is ever changed. */
public final class Versions implements AutoCloseable {
    private final Connection connection;
    private final String actor;

    private Versions(Connection connection, String actor) {
        this.connection = connection;
        this.actor = actor;
    }

    /** @param actor who is named with a version, and in the audit */
    public static Versions open(DatabaseAccess database, String actor) throws SQLException {
        return new Versions(database.connect(DatabaseRole.REGISTRAR), actor);
    }

    /**
     * @param created false: the newest version has the same content already
     * @param endedShadows what ran in the shadow until then and is not part of it, such as {@code water.river-alarm~2}
     */
    public record Applied(int number, boolean created, List<String> endedShadows) {
        public Applied {
            endedShadows = List.copyOf(endedShadows);
        }
    }

    /**
     * @param jobs what became of it in the stream job: taken, refused, or null: nothing yet
     * @param jobsDetail why it was refused
     */
    public record Version(
            int number,
            String label,
            String checksum,
            Instant from,
            Instant appliedAt,
            String appliedBy,
            @Nullable String note,
            String origin,
            @Nullable Integer restoredFrom,
            @Nullable String jobs,
            @Nullable String jobsDetail) {}

    /**
     * What keeps a valid catalogue from this city: registered devices of a type, or in an area, that it does not have.
     *
     * @return empty: nothing
     */
    public List<String> problems(Catalogue catalogue) throws SQLException {
        List<String> problems = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("""
                        select 'device-types.yaml' as file, type as name, count(*), min(id) from store.device group by type
                        union all select 'areas.yaml', area, count(*), min(id) from store.device group by area
                        order by 1, 2""");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                boolean isArea = row.getString(1).equals("areas.yaml");
                String name = row.getString(2);
                boolean known = isArea ? catalogue.area(name) != null : catalogue.deviceType(name) != null;
                if (!known) {
                    problems.add(
                            "%s: %s '%s' is missing, but %d registered devices are %s it, such as %s; keep it, or move or delete them"
                                    .formatted(
                                            row.getString(1),
                                            isArea ? "area" : "device type",
                                            name,
                                            row.getInt(3),
                                            isArea ? "in" : "of",
                                            row.getString(4)));
                }
            }
        }
        return problems;
    }

    /** @param restoredFrom the version whose content it is again; null: none */
    public Applied apply(CatalogueText text, @Nullable String note, @Nullable Integer restoredFrom)
            throws SQLException {
        return store(text, note, restoredFrom == null ? "applied" : "restored", restoredFrom);
    }

    /**
     * The installed catalogue is the city's until somebody applies one; from then on it is the newest stored, whatever lies
     * on the disk.
     *
     * @return the city's catalogue
     */
    public CatalogueVersion settle(Catalogue installed) throws SQLException {
        if (isFollowingTheInstalled()) {
            store(installed.text(), "installed", "start", null);
        }
        CatalogueVersion newest = StoredCatalogue.newest(connection);
        if (newest == null) {
            throw new StackFailure("the city has no catalogue", "Look into logs/timescaledb.log");
        }
        return newest;
    }

    private boolean isFollowingTheInstalled() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                        "select origin from store.catalogue_version order by number desc limit 1");
                ResultSet row = select.executeQuery()) {
            return !row.next() || row.getString(1).equals("start");
        }
    }

    private Applied store(CatalogueText text, @Nullable String note, String origin, @Nullable Integer restoredFrom)
            throws SQLException {
        byte[] content = CatalogueVersion.pack(text);
        if (content.length > CatalogueVersion.LARGEST_BYTES) {
            throw new StackFailure(
                    "the catalogue has %d packed bytes, more than the %d that a message may have"
                            .formatted(content.length, CatalogueVersion.LARGEST_BYTES),
                    "Make it smaller");
        }
        List<String> ended = new ArrayList<>(runningShadows());
        ended.removeAll(text.shadows());
        try (PreparedStatement call =
                connection.prepareStatement("select * from store.apply_catalogue(?, ?, ?, ?, ?, ?, ?)")) {
            call.setString(1, actor);
            call.setString(2, note);
            call.setString(3, text.checksum());
            call.setString(4, text.version());
            call.setBytes(5, content);
            call.setString(6, origin);
            call.setObject(7, restoredFrom, java.sql.Types.INTEGER);
            try (ResultSet row = call.executeQuery()) {
                row.next();
                return new Applied(row.getInt(1), row.getBoolean(2), ended);
            }
        }
    }

    private List<String> runningShadows() throws SQLException {
        CatalogueVersion newest = StoredCatalogue.newest(connection);
        try {
            return newest == null ? List.of() : newest.text().shadows();
        } catch (CatalogueException e) {
            return List.of(); // an earlier release took it; the job has refused it, too
        }
    }

    /** The newest first. */
    public List<Version> list() throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select * from cityops.catalogue_version order by number desc")) {
            return versions(select);
        }
    }

    /** Null when there is none of that number. */
    public @Nullable Version find(int number) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select * from cityops.catalogue_version where number = ?")) {
            select.setInt(1, number);
            List<Version> found = versions(select);
            return found.isEmpty() ? null : found.getFirst();
        }
    }

    /** @throws StackFailure when there is none of that number */
    public CatalogueText text(int number) throws SQLException {
        CatalogueVersion version = StoredCatalogue.numbered(connection, number);
        if (version == null) {
            throw new StackFailure("there is no version " + number, "See: ./cityops catalogue list");
        }
        return version.text();
    }

    private static List<Version> versions(PreparedStatement select) throws SQLException {
        List<Version> found = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                found.add(new Version(
                        row.getInt("number"),
                        row.getString("label"),
                        row.getString("checksum"),
                        instant(row, "holds_from"),
                        instant(row, "applied_at"),
                        row.getString("applied_by"),
                        row.getString("note"),
                        row.getString("origin"),
                        (Integer) row.getObject("restored_from"),
                        row.getString("jobs"),
                        row.getString("jobs_detail")));
            }
        }
        return found;
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at.toInstant();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
