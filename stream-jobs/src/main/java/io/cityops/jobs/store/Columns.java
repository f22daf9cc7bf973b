package io.cityops.jobs.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Binds rows column by column as arrays, for {@code ... from unnest(?, ?, ...)}: one round trip for many rows. */
final class Columns<T> {
    private final Connection connection;
    private final PreparedStatement statement;
    private final List<T> rows;
    private int index;

    Columns(Connection connection, PreparedStatement statement, List<T> rows) {
        this.connection = connection;
        this.statement = statement;
        this.rows = rows;
    }

    Columns<T> texts(Function<T, @Nullable String> column) throws SQLException {
        return bind("text", rows.stream().map(column::apply).toArray(String[]::new));
    }

    Columns<T> longs(ToLongFunction<T> column) throws SQLException {
        return bind("int8", rows.stream().map(column::applyAsLong).toArray(Long[]::new));
    }

    Columns<T> integers(ToIntFunction<T> column) throws SQLException {
        return bind("int4", rows.stream().map(column::applyAsInt).toArray(Integer[]::new));
    }

    Columns<T> doubles(ToDoubleFunction<T> column) throws SQLException {
        return bind("float8", rows.stream().map(column::applyAsDouble).toArray(Double[]::new));
    }

    /** NaN becomes null. */
    Columns<T> doublesOrNull(ToDoubleFunction<T> column) throws SQLException {
        return bind(
                "float8",
                rows.stream()
                        .map(row -> {
                            double value = column.applyAsDouble(row);
                            return Double.isNaN(value) ? null : value;
                        })
                        .toArray(Double[]::new));
    }

    /** The given number becomes null. */
    Columns<T> longsOrNull(ToLongFunction<T> column, long absent) throws SQLException {
        return bind(
                "int8",
                rows.stream()
                        .map(row -> {
                            long value = column.applyAsLong(row);
                            return value == absent ? null : value;
                        })
                        .toArray(Long[]::new));
    }

    Columns<T> booleans(Function<T, Boolean> column) throws SQLException {
        return bind("bool", rows.stream().map(column).toArray(Boolean[]::new));
    }

    Columns<T> bytes(Function<T, byte[]> column) throws SQLException {
        return bind("bytea", rows.stream().map(column).toArray(byte[][]::new));
    }

    private Columns<T> bind(String type, @Nullable Object[] array) throws SQLException {
        statement.setArray(++index, connection.createArrayOf(type, array));
        return this;
    }
}
