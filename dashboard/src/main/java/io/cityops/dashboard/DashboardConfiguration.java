package io.cityops.dashboard;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What every part of the dashboard shares. */
@Configuration(proxyBeanMethods = false)
class DashboardConfiguration {
    private static final int CONNECTIONS = 4;
    private static final long WAIT_MILLIS = 3_000;

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    /** For sign-in, and for what is asked and done by hand; what screens show is read by the live reader on its own connection. */
    @Bean(destroyMethod = "close")
    DataSource dataSource(DashboardSettings settings) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("accounts");
        pool.setJdbcUrl(settings.databaseUrl());
        pool.setUsername(settings.databaseUser());
        pool.setPassword(settings.databasePassword());
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setMinimumIdle(0);
        pool.setConnectionTimeout(WAIT_MILLIS);
        pool.setValidationTimeout(WAIT_MILLIS / 2);
        // A database that is away at the start must not end the process.
        pool.setInitializationFailTimeout(-1);
        pool.addDataSourceProperty("ApplicationName", "cityops-dashboard");
        pool.addDataSourceProperty("connectTimeout", 3);
        pool.addDataSourceProperty("socketTimeout", 10);
        return new HikariDataSource(pool);
    }
}
