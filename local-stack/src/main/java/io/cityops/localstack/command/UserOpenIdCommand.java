package io.cityops.localstack.command;

import io.cityops.localstack.StackFailure;
import io.cityops.localstack.registry.People;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "openid",
        description =
                "Says whom of the OpenID provider's people an account lets in; who came in so before is signed out.")
final class UserOpenIdCommand implements Callable<Integer> {
    @Mixin
    private CityOption city = new CityOption();

    @Parameters(index = "0", paramLabel = "NAME", description = "The account's name.")
    private String name = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "OPENID",
            description = "What the provider calls them, by the claim of CITYOPS_OPENID_CLAIM.")
    private @Nullable String openId;

    @Option(names = "--off", description = "The account lets in nobody of the provider any more.")
    private boolean off;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (off == (openId != null)
                || (openId != null && (openId.isBlank() || openId.length() > People.LONGEST_OPENID))) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    "give the provider's name for them, 1 to " + People.LONGEST_OPENID + " characters, or --off");
        }
        try (People people = city.city().people()) {
            switch (people.replaceOpenId(name, openId)) {
                case DONE -> {}
                case NO_ACCOUNT -> throw new StackFailure("there is no account '" + name + "'", "Check the name");
                case TAKEN ->
                    throw new StackFailure(
                            "another account lets in '" + openId + "' already", "Take it away there first, with --off");
            }
        }
        return 0;
    }
}
