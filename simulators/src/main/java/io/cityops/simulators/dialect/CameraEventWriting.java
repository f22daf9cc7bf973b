package io.cityops.simulators.dialect;

import java.time.Instant;

/** Counting events of cameras: all values are texts, and counts go on until they are reset. */
final class CameraEventWriting implements Dialect.Writing {
    private static final String COUNTED = "vehicle_count";

    private final Maker maker;

    /** Whose words. */
    enum Maker {
        ONVIF,
        AXIS
    }

    CameraEventWriting(Maker maker) {
        this.maker = maker;
    }

    @Override
    public Dialect.Letter write(Report report) {
        long count = Math.round(report.sinceReset().applyAsDouble(COUNTED));
        return maker == Maker.AXIS ? axis(report, count) : onvif(report, count);
    }

    private static Dialect.Letter onvif(Report report, long count) {
        byte[] payload = Words.json(json -> {
            json.writeStartObject();
            json.writeStringField(
                    "UtcTime",
                    Instant.ofEpochMilli(report.observation().observedAtMillis())
                            .toString());
            json.writeObjectFieldStart("Source");
            json.writeStringField("VideoSource", "VideoSource_1");
            json.writeStringField("Rule", "AllLanes");
            json.writeEndObject();
            json.writeObjectFieldStart("Data");
            json.writeStringField("Count", Long.toString(count));
            json.writeEndObject();
            json.writeEndObject();
        });
        return new Dialect.Letter(
                report.name() + "/onvif-ej/RuleEngine/CountAggregation/Counter/&VideoSource_1&AllLanes", payload);
    }

    private static Dialect.Letter axis(Report report, long count) {
        byte[] payload = Words.json(json -> {
            json.writeStartObject();
            json.writeStringField("topic", "tns1:RuleEngine/tnsaxis:ObjectAnalytics/Device1Scenario1");
            json.writeNumberField("timestamp", report.observation().observedAtMillis());
            json.writeStringField("serial", report.name());
            json.writeObjectFieldStart("message");
            json.writeObjectFieldStart("source");
            json.writeEndObject();
            json.writeObjectFieldStart("key");
            json.writeEndObject();
            json.writeObjectFieldStart("data");
            json.writeStringField("reason", "interval");
            json.writeStringField("total", Long.toString(count));
            json.writeEndObject();
            json.writeEndObject();
            json.writeEndObject();
        });
        return new Dialect.Letter(
                "axis/" + report.name() + "/event/tns:onvif/RuleEngine/tns:axis/ObjectAnalytics/Device1Scenario1",
                payload);
    }
}
