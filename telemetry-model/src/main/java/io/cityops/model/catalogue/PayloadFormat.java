package io.cityops.model.catalogue;

/** How a foreign payload is written; what its fields mean is said by a {@link FormatMapping}. */
public enum PayloadFormat {
    /** Any JSON object, read by paths. */
    JSON,
    /** SenML in JSON, RFC 8428. */
    SENML,
    /** SenML in CBOR, RFC 8428. */
    SENML_CBOR,
    /** NGSI entities: key-values, normalised version 2, or NGSI-LD. */
    NGSI,
    /** ONVIF events in JSON over MQTT. */
    ONVIF,
    /** Sparkplug B, Protobuf. */
    SPARKPLUG_B,
    /** Messages that are let in and not kept, such as joins and acknowledgements of a radio network. */
    IGNORE
}
