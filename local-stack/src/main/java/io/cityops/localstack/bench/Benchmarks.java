package io.cityops.localstack.bench;

import java.util.List;
import java.util.Optional;

/** All there are. */
public final class Benchmarks {
    public static final List<Benchmark> ALL = List.of(new GatewayBench(), new JobsBench());

    private Benchmarks() {}

    public static Optional<Benchmark> named(String name) {
        return ALL.stream().filter(each -> each.name().equals(name)).findFirst();
    }
}
