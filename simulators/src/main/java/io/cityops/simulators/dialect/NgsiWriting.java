package io.cityops.simulators.dialect;

import com.fasterxml.jackson.core.JsonGenerator;
import io.cityops.model.telemetry.Observation;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;

/** Entities of the Smart Data Models as key-values; shares go from 0 to 1. */
final class NgsiWriting implements Dialect.Writing {
    private static final Map<String, String> ENTITIES = Map.of(
            "traffic-camera", "TrafficFlowObserved",
            "loop-detector", "TrafficFlowObserved",
            "air-station", "AirQualityObserved",
            "river-gauge", "WaterObserved",
            "flood-sensor", "FloodMonitoring");

    private static final Map<String, String> PROPERTIES = Map.ofEntries(
            Map.entry("vehicle_count", "intensity"),
            Map.entry("mean_speed_kmh", "averageVehicleSpeed"),
            Map.entry("occupancy_pct", "occupancy"),
            Map.entry("pm25_ugm3", "pm25"),
            Map.entry("pm10_ugm3", "pm10"),
            Map.entry("o3_ugm3", "o3"),
            Map.entry("no2_ugm3", "no2"),
            Map.entry("so2_ugm3", "so2"),
            Map.entry("co_ugm3", "co"),
            Map.entry("temperature_c", "temperature"),
            Map.entry("humidity_pct", "relativeHumidity"),
            Map.entry("water_level_m", "waterLevel"),
            Map.entry("flood_depth_m", "currentLevel"));

    @Override
    public Dialect.Letter write(Report report) {
        String type = ENTITIES.getOrDefault(report.device().type(), "Device");
        Observation observation = report.observation();
        byte[] payload = Words.json(json -> {
            json.writeStartObject();
            json.writeStringField("id", "urn:ngsi-ld:" + type + ":" + report.name());
            json.writeStringField("type", type);
            String moment = Instant.ofEpochMilli(observation.observedAtMillis()).toString();
            json.writeStringField(type.equals("FloodMonitoring") ? "observationDateTime" : "dateObserved", moment);
            for (int i = 0; i < observation.measures().length; i++) {
                property(json, observation.measures()[i], observation.values()[i]);
            }
            json.writeEndObject();
        });
        return new Dialect.Letter("ngsi/" + report.name(), payload);
    }

    private static void property(JsonGenerator json, String measure, double value) throws IOException {
        boolean share = measure.equals("occupancy_pct") || measure.equals("humidity_pct");
        double written = share ? Math.round(value * 10) / 1000.0 : value;
        Words.number(json, PROPERTIES.getOrDefault(measure, measure), written);
    }
}
