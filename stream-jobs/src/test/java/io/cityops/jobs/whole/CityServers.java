package io.cityops.jobs.whole;

import io.cityops.localstack.database.DatabaseRole;
import io.cityops.localstack.database.TimescaleServer;
import io.cityops.localstack.kafka.KafkaBroker;
import io.cityops.localstack.process.FreePort;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The job's real neighbours: a database and a broker, on free ports. */
final class CityServers implements AutoCloseable {
    final TimescaleServer database;
    final KafkaBroker kafka;

    CityServers(Path directory) throws IOException {
        database = TimescaleServer.start(directory.resolve("database"), FreePort.next());
        kafka = KafkaBroker.start(directory.resolve("broker"), FreePort.next());
    }

    /** The first column of the first row, as the database's owner sees it. */
    double number(String sql, Object... parameters) throws SQLException {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? rows.getDouble(1) : Double.NaN;
            }
        }
    }

    /** As the database's owner. */
    Connection connect() throws SQLException {
        return DriverManager.getConnection(
                database.jdbcUrl(), DatabaseRole.OWNER.roleName(), database.password(DatabaseRole.OWNER));
    }

    @Override
    public void close() {
        kafka.close();
        database.close();
    }
}
