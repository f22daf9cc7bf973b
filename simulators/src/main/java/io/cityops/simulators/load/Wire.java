package io.cityops.simulators.load;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A connected socket that never blocks, plain or with TLS. One thread. */
interface Wire {
    /** Takes a step of what must be agreed on first; true once bytes of ours may pass. */
    boolean open() throws IOException;

    /** Reads what is there into the buffer; -1 at the end of the stream. */
    int read(ByteBuffer buffer) throws IOException;

    /** Takes all bytes of the buffer, and keeps those that the socket does not take now. */
    void write(ByteBuffer buffer) throws IOException;

    /** Tries again what was kept; true when nothing is left. */
    boolean drain() throws IOException;
}
