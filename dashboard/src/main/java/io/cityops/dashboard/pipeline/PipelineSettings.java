package io.cityops.dashboard.pipeline;

import io.cityops.model.settings.Settings;
import io.cityops.model.settings.SettingsException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;

/**
 * Where the parts tell their meters, as Prometheus text; several addresses of a part are added up.
 *
 * @param simulators may be away without anything being wrong
 */
public record PipelineSettings(List<URI> gateway, List<URI> jobs, List<URI> simulators, URI dashboard) {
    public PipelineSettings {
        gateway = List.copyOf(gateway);
        jobs = List.copyOf(jobs);
        simulators = List.copyOf(simulators);
    }

    /** @throws SettingsException naming the key, its value and what is allowed */
    public static PipelineSettings from(Settings settings) {
        return new PipelineSettings(
                addresses(settings, "CITYOPS_GATEWAY_METRICS", settings.port("CITYOPS_GATEWAY_HTTP_PORT", 9101)),
                addresses(settings, "CITYOPS_JOBS_METRICS", settings.port("CITYOPS_JOBS_METRICS_PORT", 9102)),
                addresses(settings, "CITYOPS_SIMULATORS_METRICS", settings.port("CITYOPS_SIMULATORS_PORT", 9103)),
                onThisMachine(settings.port("CITYOPS_DASHBOARD_PORT", 8080)));
    }

    private static List<URI> addresses(Settings settings, String key, int port) {
        String value = settings.optional(key);
        if (value == null) {
            return List.of(onThisMachine(port));
        }
        try {
            List<URI> addresses = Arrays.stream(value.split(",", -1))
                    .map(String::strip)
                    .map(URI::create)
                    .toList();
            if (addresses.stream().allMatch(PipelineSettings::isWeb)) {
                return addresses;
            }
        } catch (IllegalArgumentException e) {
            // told below, with what is allowed
        }
        throw new SettingsException(key + "=" + value + ": allowed are addresses such as http://HOST:9101/metrics,"
                + " separated by commas");
    }

    private static boolean isWeb(URI address) {
        return ("http".equals(address.getScheme()) || "https".equals(address.getScheme())) && address.getHost() != null;
    }

    private static URI onThisMachine(int port) {
        return URI.create("http://127.0.0.1:" + port + "/metrics");
    }
}
