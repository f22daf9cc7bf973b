package io.cityops.dashboard.notification;

import java.time.Clock;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A sender in a process of its own, that a test can kill. */
final class SenderProcess {
    private SenderProcess() {}

    /** @param arguments the database's address, user and password, the mail server's port, the SMS gateway's address */
    public static void main(String[] arguments) throws InterruptedException {
        DriverManagerDataSource database = new DriverManagerDataSource(arguments[0], arguments[1], arguments[2]);
        Receivers.sender(database, Clock.systemUTC(), Integer.parseInt(arguments[3]), arguments[4])
                .sendDue();
    }
}
