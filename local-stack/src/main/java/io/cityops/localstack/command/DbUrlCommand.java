package io.cityops.localstack.command;

import io.cityops.localstack.database.DatabaseRole;
import io.cityops.model.catalogue.NearName;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "db-url",
        description = "Prints the database's address with its password, for psql, Grafana and the like.")
public final class DbUrlCommand implements Callable<Integer> {
    @Mixin
    private CityOption city = new CityOption();

    @Option(
            names = "--role",
            defaultValue = "reader",
            description = "Who signs in: reader (the contract's views only), owner, gateway, jobs, dashboard, registrar"
                    + " (default: ${DEFAULT-VALUE}).")
    private String role = "reader";

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        System.out.println(city.city().database().libpqUrl(wanted()));
        return 0;
    }

    private DatabaseRole wanted() {
        List<String> names = Arrays.stream(DatabaseRole.values())
                .map(DatabaseRole::shortName)
                .toList();
        return Arrays.stream(DatabaseRole.values())
                .filter(each -> each.shortName().equals(role) || each.roleName().equals(role))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        Objects.requireNonNull(spec).commandLine(),
                        "--role " + role + ": allowed are " + String.join(", ", names) + NearName.hint(role, names)));
    }
}
