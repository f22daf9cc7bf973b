package io.cityops.localstack.city;

import io.cityops.localstack.Console;
import java.util.Optional;

/** What the operator reads when the city has come up. */
public record Welcome(StackSettings settings, boolean timescale, boolean simulated, Optional<String> newPassword) {
    public void print(Console console) {
        DataFolder data = new DataFolder(settings.data());
        String host = settings.host();
        console.print("");
        console.print("  Wall and desks     " + settings.dashboardUrl());
        console.print("  Sign in as         admin, password "
                + newPassword
                        .map(password -> password + " (shown once; kept in " + data.config("admin-password") + ")")
                        .orElse("in " + data.config("admin-password")));
        console.print(
                "  Devices publish to mqtt://" + host + ":" + settings.ports().mqtt() + ", with TLS on port "
                        + settings.ports().mqtts());
        console.print("  Database           ./cityops db-url"
                + (timescale ? "" : "   (WARNING: plain PostgreSQL, TimescaleDB could not be had here)"));
        console.print(
                "  Flink              http://" + host + ":" + settings.ports().flink() + "/");
        console.print("  Logs               " + data.logs());
        console.print("");
        console.print(
                simulated
                        ? "  Look at the wall: three sectors move within a minute, and the first alerts come up."
                        : "  Add a device with: ./cityops device add ID --type river-gauge --area CODE");
        console.print("  Ctrl-C stops everything in order; ./cityops demo continues where it stopped.");
        console.print("");
        console.print("ready: " + settings.dashboardUrl());
    }
}
