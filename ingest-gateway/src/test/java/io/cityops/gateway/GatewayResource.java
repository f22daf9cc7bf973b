package io.cityops.gateway;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts one {@link RunningGateway} for the whole run of tests, and stops it after the last. */
final class GatewayResource implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == RunningGateway.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .getOrComputeIfAbsent(
                        RunningGateway.class,
                        ignored -> {
                            try {
                                return new RunningGateway();
                            } catch (Exception e) {
                                throw new IllegalStateException("the gateway's neighbours did not start", e);
                            }
                        },
                        RunningGateway.class);
    }
}
