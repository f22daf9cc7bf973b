package io.cityops.simulators.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.model.telemetry.Observation;
import io.cityops.simulators.city.CityFixtures;
import io.cityops.simulators.city.SimulatedDevice;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class DialectTest {
    private static final long AT = CityFixtures.at("2026-11-23T03:00:00.250Z");

    @Test
    void senMl() {
        Dialect.Letter letter =
                write(Dialect.SENML, "air-station", 7, new String[] {"temperature_c", "o3_ugm3"}, 31.5, 40);
        assertThat(letter.topic()).isEqualTo("senml/dev-1");
        assertThat(text(letter))
                .isEqualTo("[{\"bn\":\"dev-1:\",\"bt\":1795402800.250,\"n\":\"temperature\",\"u\":\"Cel\",\"v\":31.5},"
                        + "{\"n\":\"o3_ugm3\",\"v\":40}]");
    }

    @Test
    void senMlInCbor() {
        Dialect.Letter letter = write(Dialect.SENML_CBOR, "rain-gauge", 7, new String[] {"rain_mm"}, 1.5);
        assertThat(letter.topic()).isEqualTo("senml-cbor/dev-1");
        // [{-2: "dev-1:", -3: 1795402800.25, 0: "rain", 1: "mm", 2: 1.5}]
        assertThat(HexFormat.of().formatHex(letter.payload()))
                .isEqualTo("81a5" + "21666465762d313a" + "22fb41dac0eb0c100000" + "00647261696e" + "01626d6d"
                        + "02fb3ff8000000000000");
    }

    @Test
    void theThingsStack() {
        Dialect.Letter letter = write(Dialect.TTN, "flood-sensor", 7, new String[] {"flood_depth_m"}, 0.12);
        assertThat(letter.topic()).isEqualTo("v3/city-sensors@ttn/devices/dev-1/up");
        assertThat(text(letter))
                .contains("\"device_id\":\"dev-1\"", "\"f_cnt\":7", "\"decoded_payload\":{\"flood_depth_m\":0.12}")
                .contains("\"received_at\":\"2026-11-23T03:00:00.250Z\"");
        assertThat(text(write(Dialect.TTN, "flood-sensor", 0, new String[] {"flood_depth_m"}, 0.1)))
                .as("a count of zero is left out")
                .doesNotContain("f_cnt");
    }

    @Test
    void chirpStack() {
        Dialect.Letter letter = write(Dialect.CHIRPSTACK, "air-station", 7, new String[] {"humidity_pct"}, 80);
        assertThat(letter.topic()).matches("application/city-sensors/device/[0-9a-f]{16}/event/up");
        assertThat(text(letter))
                .contains("\"time\":\"2026-11-23T03:00:00.250+00:00\"", "\"deviceName\":\"dev-1\"", "\"fCnt\":7")
                .contains("\"object\":{\"humidity\":80}");
    }

    @Test
    void ngsiHasSharesFromZeroToOne() {
        Dialect.Letter letter = write(
                Dialect.NGSI,
                "traffic-camera",
                7,
                new String[] {"vehicle_count", "mean_speed_kmh", "occupancy_pct"},
                12,
                31.5,
                12.3);
        assertThat(letter.topic()).isEqualTo("ngsi/dev-1");
        assertThat(text(letter))
                .isEqualTo("{\"id\":\"urn:ngsi-ld:TrafficFlowObserved:dev-1\",\"type\":\"TrafficFlowObserved\","
                        + "\"dateObserved\":\"2026-11-23T03:00:00.250Z\",\"intensity\":12,"
                        + "\"averageVehicleSpeed\":31.5,\"occupancy\":0.123}");
    }

    @Test
    void camerasCountSinceTheirReset() {
        Dialect.Letter onvif = write(Dialect.ONVIF, "traffic-camera", 7, new String[] {"vehicle_count"}, 12);
        assertThat(onvif.topic()).startsWith("dev-1/onvif-ej/RuleEngine/CountAggregation/Counter");
        assertThat(text(onvif)).contains("\"Data\":{\"Count\":\"1012\"}");
        Dialect.Letter axis = write(Dialect.AXIS, "traffic-camera", 7, new String[] {"vehicle_count"}, 12);
        assertThat(axis.topic()).startsWith("axis/dev-1/event/");
        assertThat(text(axis)).contains("\"total\":\"1012\"");
    }

    @Test
    void sparkplugIsBornWithEachEighthMessage() {
        Dialect.Letter data = write(Dialect.SPARKPLUG, "river-gauge", 15, new String[] {"water_level_m"}, 1.5);
        assertThat(data.topic()).isEqualTo("spBv1.0/cityops/NDATA/dev-1");
        // timestamp; metric Level, timestamp, datatype 10, double 1.5; seq 7
        assertThat(HexFormat.of().formatHex(data.payload()))
                .isEqualTo("08" + "fab8e2b2a034" + "1219" + "0a054c6576656c" + "18" + "fab8e2b2a034" + "200a"
                        + "69000000000000f83f" + "1807");
        assertThat(write(Dialect.SPARKPLUG, "river-gauge", 16, new String[] {"water_level_m"}, 1.5)
                        .topic())
                .isEqualTo("spBv1.0/cityops/NBIRTH/dev-1");
    }

    private static Dialect.Letter write(Dialect dialect, String type, long seq, String[] measures, double... values) {
        SimulatedDevice some = CityFixtures.DEVICES.getFirst();
        SimulatedDevice device = new SimulatedDevice(0, "dev-1", type, some.sector(), some.place(), 60_000, 0);
        Observation observation = new Observation(AT, seq, 0, measures, values);
        return dialect.write(new Report(device, "dev-1", observation, measure -> 1000 + values[0]));
    }

    private static String text(Dialect.Letter letter) {
        return new String(letter.payload(), StandardCharsets.UTF_8);
    }
}
