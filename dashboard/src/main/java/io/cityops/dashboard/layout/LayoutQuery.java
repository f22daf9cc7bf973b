package io.cityops.dashboard.layout;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Reads all layouts. */
public final class LayoutQuery {
    private LayoutQuery() {}

    public static void read(Connection connection, Layouts layouts) throws SQLException {
        Map<String, Layout> byName = new HashMap<>();
        Map<String, String> ofScreens = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement(
                        "select name, ground, dwell_seconds, pages::text, revision from store.wall_layout");
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                Layout layout = new Layout(
                        row.getString(1),
                        row.getString(2),
                        Duration.ofSeconds(row.getInt(3)),
                        LayoutCodec.readPages(row.getString(4)),
                        row.getInt(5));
                byName.put(layout.name(), layout);
            }
        }
        try (PreparedStatement query = connection.prepareStatement("select kiosk, layout from store.screen_layout");
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                ofScreens.put(row.getString(1), row.getString(2));
            }
        }
        layouts.replaceWith(new Layouts.Known(byName, ofScreens));
    }
}
