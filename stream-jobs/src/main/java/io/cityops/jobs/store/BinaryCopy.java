package io.cityops.jobs.store;

import java.sql.SQLException;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;

/** Rows of {@link io.cityops.jobs.wire.CopyBytes} on their way to the database. */
final class BinaryCopy {
    private static final byte[] HEADER = {
        'P',
        'G',
        'C',
        'O',
        'P',
        'Y',
        '\n',
        (byte) 0xFF,
        '\r',
        '\n',
        0, // signature
        0,
        0,
        0,
        0, // no flags
        0,
        0,
        0,
        0 // no header extension
    };
    private static final byte[] END = {-1, -1};

    private final byte[] bytes;
    private int size;

    /** @param bytesOfRows how many of all rows together */
    BinaryCopy(int bytesOfRows) {
        bytes = new byte[HEADER.length + bytesOfRows + END.length];
        add(HEADER);
    }

    BinaryCopy add(byte[] row) {
        System.arraycopy(row, 0, bytes, size, row.length);
        size += row.length;
        return this;
    }

    /** To be called behind the last row. */
    BinaryCopy end() {
        return add(END);
    }

    /** Within the connection's transaction; may be sent again. */
    void send(CopyManager copies, String sql) throws SQLException {
        CopyIn copy = copies.copyIn(sql);
        try {
            copy.writeToCopy(bytes, 0, size);
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }
}
