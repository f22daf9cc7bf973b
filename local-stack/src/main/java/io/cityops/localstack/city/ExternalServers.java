package io.cityops.localstack.city;

import io.cityops.localstack.Console;
import io.cityops.localstack.StackFailure;
import io.cityops.localstack.database.DatabaseAccess;
import io.cityops.localstack.kafka.CityTopics;
import java.sql.SQLException;
import org.apache.kafka.common.KafkaException;

/** A database and a broker of somebody else's: used as they are, and given only what the city needs in them. */
record ExternalServers(StackSettings settings, Console console) {
    /** Does nothing where the embedded broker is used. */
    void prepareKafka() {
        String bootstrap = settings.externalKafka();
        if (bootstrap == null) {
            return;
        }
        console.say("using the Kafka at " + bootstrap);
        try {
            CityTopics.createMissing(bootstrap);
        } catch (KafkaException e) {
            String why = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
            throw new StackFailure(
                    "the Kafka at " + bootstrap + " cannot be used (" + why + ")",
                    "Check CITYOPS_KAFKA and that its brokers are up",
                    e);
        }
    }

    /** Whether its tables are hypertables; false where the embedded database is used. */
    boolean prepareDatabase(DatabaseAccess database) {
        StackSettings.ExternalDatabase external = settings.externalDatabase();
        if (external == null) {
            return false;
        }
        console.say("using the database " + external.jdbcUrl());
        try {
            return database.bringUpToDate(external.owner(), external.ownerPassword());
        } catch (SQLException e) {
            throw new StackFailure(
                    "the database " + external.jdbcUrl() + " cannot be used (" + e.getMessage() + ")",
                    "Check CITYOPS_DB_URL, CITYOPS_DB_USER (it creates roles and owns the database) and"
                            + " CITYOPS_DB_PASSWORD",
                    e);
        }
    }
}
