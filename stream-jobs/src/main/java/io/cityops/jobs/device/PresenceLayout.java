package io.cityops.jobs.device;

import io.cityops.jobs.wire.Layout;
import io.cityops.jobs.wire.Packed;
import io.cityops.jobs.wire.Words;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Of {@link Presence}. */
public final class PresenceLayout extends Layout<Presence> {
    private static final long serialVersionUID = 1;

    @Override
    public Class<Presence> type() {
        return Presence.class;
    }

    @Override
    public void write(Presence presence, DataOutputView out) throws IOException {
        Words.write(presence.deviceId, out);
        Packed.write(presence.lastSeenAtMillis, out);
        out.writeBoolean(presence.silent);
        Words.write(presence.drill, out);
    }

    @Override
    public Presence read(DataInputView in, Words words, int version) throws IOException {
        Presence presence = new Presence();
        presence.deviceId = words.readOnce(in);
        presence.lastSeenAtMillis = Packed.read(in);
        presence.silent = in.readBoolean();
        presence.drill = words.readKnown(in);
        return presence;
    }
}
