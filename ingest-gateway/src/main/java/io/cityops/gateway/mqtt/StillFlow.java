package io.cityops.gateway.mqtt;

import io.cityops.gateway.mqtt.wire.Publish;
import io.cityops.gateway.operations.MessageOutcome;
import io.cityops.gateway.registry.KnownDevice;
import io.cityops.gateway.still.Jpeg;
import io.cityops.gateway.still.Still;
import io.cityops.gateway.still.StillStore;
import io.cityops.model.telemetry.NativePayload.Refusal;
import io.cityops.model.telemetry.RejectReason;
import org.jspecify.annotations.Nullable;

/** The stills of one connection: checked on the event loop, acknowledged when the database has committed them. */
final class StillFlow {
    private final Reception reception;
    private final PublishFlow flow;

    StillFlow(Reception reception, PublishFlow flow) {
        this.reception = reception;
        this.flow = flow;
    }

    void take(KnownDevice camera, Publish packet) {
        Refusal refusal = refusal(camera, packet.payload());
        if (refusal != null) {
            flow.refuse(camera, packet, refusal);
            return;
        }
        reception.meters().message(MessageOutcome.STILL, packet.payload().length);
        PendingAcknowledgement message = flow.await(packet, null);
        long nowMillis = reception.clock().millis();
        Still still = new Still(camera.id(), nowMillis, nowMillis, packet.payload());
        reception.stills().offer(still, new StillStore.Receipt() {
            @Override
            public void stored() {
                message.stored();
            }

            @Override
            public void refused(String why) {
                flow.refuseLate(camera, packet, message, new Refusal(RejectReason.QUOTA_EXCEEDED, why));
            }
        });
    }

    private static @Nullable Refusal refusal(KnownDevice camera, byte[] payload) {
        if (!camera.device().enabled()) {
            return new Refusal(RejectReason.UNKNOWN_DEVICE, "the registry has it disabled");
        }
        if (!camera.sendsStills()) {
            return new Refusal(
                    RejectReason.UNSUPPORTED_FORMAT,
                    "by the catalogue a " + camera.device().type() + " sends no stills");
        }
        return Jpeg.refusal(payload);
    }
}
