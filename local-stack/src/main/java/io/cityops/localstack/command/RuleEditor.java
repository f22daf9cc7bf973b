package io.cityops.localstack.command;

import io.cityops.localstack.StackFailure;
import io.cityops.localstack.catalogue.RuleDesk;
import io.cityops.localstack.city.Passwords;
import io.cityops.localstack.city.RunningCity;
import io.cityops.localstack.registry.People;
import java.io.Console;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whose versions of rules a command works on, and who does it. */
final class RuleEditor {
    @Mixin
    private CityOption city = new CityOption();

    @Option(
            names = "--as",
            paramLabel = "NAME",
            description =
                    "Whose account does it; its password is asked for, or taken from CITYOPS_PASSWORD (default: the"
                            + " machine's user).")
    private @Nullable String account;

    RunningCity city() {
        return city.city();
    }

    CityOption option() {
        return city;
    }

    RuleDesk desk() throws Exception {
        return RuleDesk.open(city().database(), actor());
    }

    private String actor() throws Exception {
        if (account == null) {
            return NotifyRouteAddCommand.actor();
        }
        try (People people = city().people()) {
            String hash = people.passwordHash(account);
            if (hash == null || !Passwords.isOf(hash, password(account))) {
                throw new StackFailure("that is not the password of '" + account + "'", "Try again");
            }
        }
        return account;
    }

    private static String password(String account) {
        String given = System.getenv("CITYOPS_PASSWORD");
        Console console = System.console();
        if (given != null) {
            return given;
        }
        char[] typed = console == null ? null : console.readPassword("password of %s: ", account);
        if (typed == null) {
            throw new StackFailure(
                    "no password was given for '" + account + "'", "Set CITYOPS_PASSWORD, or run it in a terminal");
        }
        return new String(typed);
    }
}
