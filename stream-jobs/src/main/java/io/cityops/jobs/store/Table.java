package io.cityops.jobs.store;

import io.cityops.jobs.intake.RejectedRow;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How rows of one kind are written. Writing the same rows again must leave the table as it is. */
interface Table<T> extends Serializable {
    String name();

    /** Writes all rows within the connection's transaction; the caller commits. */
    void write(Connection connection, List<T> rows) throws SQLException;

    /** Rows with the same key in one batch: only the last is written. Null: each row by itself. */
    default @Nullable Object keyOf(T row) {
        return null;
    }

    /** What is kept of a row that the database will not take; null when the log must do. */
    default @Nullable RejectedRow refused(T row, SQLException why) {
        return null;
    }
}
