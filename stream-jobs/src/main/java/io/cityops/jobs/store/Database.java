package io.cityops.jobs.store;

import java.io.Serializable;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** Where TimescaleDB is, and as whom to sign in. */
public record Database(String jdbcUrl, String user, String password) implements Serializable {
    /** No call waits for a server that is gone for longer than this; the writer then tries again. */
    private static final String SOCKET_TIMEOUT_SECONDS = "30";

    Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("loginTimeout", "10");
        properties.setProperty("socketTimeout", SOCKET_TIMEOUT_SECONDS);
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("ApplicationName", "cityops-jobs");
        Connection connection = DriverManager.getConnection(jdbcUrl, properties);
        connection.setAutoCommit(false);
        return connection;
    }

    @Override
    public String toString() {
        return user + "@" + jdbcUrl;
    }
}
