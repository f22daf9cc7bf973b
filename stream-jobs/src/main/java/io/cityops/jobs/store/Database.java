package io.cityops.jobs.store;

import java.io.IOException;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** Where TimescaleDB is, and as whom to sign in. */
public record Database(String jdbcUrl, String user, String password) implements Serializable {
    /** No call waits for a server that is gone for longer than this; the writer then tries again. */
    private static final String SOCKET_TIMEOUT_SECONDS = "30";

    private static final String LONG_TIMEOUT_SECONDS = "900";

    Connection connect() throws SQLException {
        Connection connection = connect(SOCKET_TIMEOUT_SECONDS, "cityops-jobs");
        connection.setAutoCommit(false);
        return connection;
    }

    /** For one long look at what is recorded, beside the running city. */
    Connection connectForReading() throws SQLException {
        Connection connection = connect(LONG_TIMEOUT_SECONDS, "cityops-rehearsal");
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
        return connection;
    }

    private Connection connect(String timeoutSeconds, String name) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("loginTimeout", "10");
        properties.setProperty("socketTimeout", timeoutSeconds);
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("ApplicationName", name);
        return DriverManager.getConnection(jdbcUrl, properties);
    }

    /** A query of those who know no JDBC. */
    interface Query<T> {
        T run() throws SQLException;
    }

    static <T> T read(Query<T> query) throws IOException {
        try {
            return query.run();
        } catch (SQLException e) {
            throw new IOException("the city's database cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return user + "@" + jdbcUrl;
    }
}
