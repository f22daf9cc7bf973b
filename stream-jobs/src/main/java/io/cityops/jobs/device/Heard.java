package io.cityops.jobs.device;

import io.cityops.jobs.wire.Packed;
import io.cityops.jobs.wire.Words;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** When a device was heard last, with what the registry then said of it, and whether it has been silent since. */
public class Heard {
    public static final long NEVER = Long.MIN_VALUE / 2;

    public long atMillis = NEVER;
    public String deviceType = "";
    public String sector = "";
    public String area = "";
    public String drill = "";
    public long expectedIntervalMillis;

    public boolean silent;
    public long silentSinceMillis = NEVER;
    /** When its presence was written last, in received time. */
    public long writtenAtMillis = NEVER;
    /** The one timer of the device, in stream time; 0: none. */
    public long checkAtMillis;

    /** Of a version that did not tell: it may have been silent, and then its alarm still stands. */
    static Heard unknown() {
        Heard heard = new Heard();
        heard.silent = true;
        return heard;
    }

    void write(DataOutputView out) throws IOException {
        Packed.write(atMillis, out);
        Words.write(deviceType, out);
        Words.write(sector, out);
        Words.write(area, out);
        Words.write(drill, out);
        Packed.write(expectedIntervalMillis, out);
        out.writeBoolean(silent);
        Packed.write(silentSinceMillis, out);
        Packed.write(writtenAtMillis, out);
        Packed.write(checkAtMillis, out);
    }

    static Heard read(DataInputView in, Words words) throws IOException {
        Heard heard = new Heard();
        heard.atMillis = Packed.read(in);
        heard.deviceType = words.readKnown(in);
        heard.sector = words.readKnown(in);
        heard.area = words.readKnown(in);
        heard.drill = words.readKnown(in);
        heard.expectedIntervalMillis = Packed.read(in);
        heard.silent = in.readBoolean();
        heard.silentSinceMillis = Packed.read(in);
        heard.writtenAtMillis = Packed.read(in);
        heard.checkAtMillis = Packed.read(in);
        return heard;
    }
}
