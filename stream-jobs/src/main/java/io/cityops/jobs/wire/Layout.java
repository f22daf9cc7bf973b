package io.cityops.jobs.wire;

import java.io.IOException;
import java.io.Serializable;
import java.lang.reflect.Type;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * How the values of one class are written, by hand; the class names it in {@code @TypeInfo}. A layout has no fields and a
 * public constructor without arguments, since savepoints name it by its class.
 *
 * <p>What a state holds is read by later versions: who adds a field raises {@link #version()}, and reads it only where the
 * bytes have it.
 */
public abstract class Layout<T> extends TypeInfoFactory<T> implements Serializable {
    private static final long serialVersionUID = 1;

    public abstract Class<T> type();

    /** Of what {@link #write} writes, from 1. */
    public int version() {
        return 1;
    }

    public abstract void write(T value, DataOutputView out) throws IOException;

    /** @param version by which the bytes were written */
    public abstract T read(DataInputView in, Words words, int version) throws IOException;

    @Override
    public final TypeInformation<T> createTypeInfo(Type type, Map<String, TypeInformation<?>> genericParameters) {
        return new LayoutType<>(this);
    }
}
