package io.cityops.jobs.wire;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Tells Flink that a class is written by a {@link Layout}. */
public final class LayoutType<T> extends TypeInformation<T> {
    private static final long serialVersionUID = 1;

    private final Layout<T> layout;

    public LayoutType(Layout<T> layout) {
        this.layout = layout;
    }

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public Class<T> getTypeClass() {
        return layout.type();
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<T> createSerializer(SerializerConfig config) {
        return new LayoutSerializer<>(layout, layout.version());
    }

    @Override
    public String toString() {
        return layout.type().getSimpleName();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LayoutType<?> type && type.layout.getClass() == layout.getClass();
    }

    @Override
    public int hashCode() {
        return layout.getClass().hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof LayoutType;
    }
}
