package io.cityops.model.version;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Reads versions of the catalogue where they are stored. Whoever follows them listens on {@link #CHANNEL}. */
public final class StoredCatalogue {
    public static final String CHANNEL = "cityops_catalogue";

    private static final String SELECT = "select number, checksum, holds_from, content from store.catalogue_version ";

    private StoredCatalogue() {}

    /** Null while none is stored. */
    public static @Nullable CatalogueVersion newest(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT + "order by number desc limit 1")) {
            return read(select);
        }
    }

    /** Null when there is none of that number. */
    public static @Nullable CatalogueVersion numbered(Connection connection, int number) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT + "where number = ?")) {
            select.setInt(1, number);
            return read(select);
        }
    }

    /** 0 while none is stored. */
    public static int newestNumber(Connection connection) throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement("select coalesce(max(number), 0) from store.catalogue_version");
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    private static @Nullable CatalogueVersion read(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            return row.next()
                    ? new CatalogueVersion(
                            row.getInt("number"),
                            row.getString("checksum"),
                            row.getTimestamp("holds_from").toInstant(),
                            CatalogueVersion.unpack(row.getBytes("content")))
                    : null;
        }
    }
}
