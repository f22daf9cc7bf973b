package io.cityops.jobs.wire;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.java.typeutils.runtime.PojoSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.util.FlinkException;
import org.apache.flink.util.InstantiationUtil;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Layout} at work. State that was written field by field, or by an older version of the layout, is read as it was
 * and written anew.
 */
final class LayoutSerializer<T> extends TypeSerializer<T> {
    private static final long serialVersionUID = 1;
    private static final int COPY_BYTES = 256;

    private final Layout<T> layout;
    /** By which what is read was written. */
    private final int version;

    private transient @Nullable Words words;

    LayoutSerializer(Layout<T> layout, int version) {
        this.layout = layout;
        this.version = version;
    }

    @Override
    public void serialize(T value, DataOutputView out) throws IOException {
        layout.write(value, out);
    }

    @Override
    public T deserialize(DataInputView in) throws IOException {
        return layout.read(in, words(), version);
    }

    @Override
    public T deserialize(T reuse, DataInputView in) throws IOException {
        return deserialize(in);
    }

    /** Not there yet when the serializer itself came serialised. */
    private Words words() {
        Words own = words;
        if (own == null) {
            own = new Words();
            words = own;
        }
        return own;
    }

    @Override
    public T copy(T from) {
        try {
            DataOutputSerializer bytes = new DataOutputSerializer(COPY_BYTES);
            layout.write(from, bytes);
            return layout.read(
                    new DataInputDeserializer(bytes.getSharedBuffer(), 0, bytes.length()), words(), layout.version());
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
    }

    @Override
    public T copy(T from, T reuse) {
        return copy(from);
    }

    @Override
    public void copy(DataInputView from, DataOutputView to) throws IOException {
        serialize(deserialize(from), to);
    }

    @Override
    public T createInstance() {
        return InstantiationUtil.instantiate(layout.type());
    }

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    public int getLength() {
        return -1;
    }

    /** The texts that it remembers are one thread's. */
    @Override
    public TypeSerializer<T> duplicate() {
        return new LayoutSerializer<>(layout, version);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LayoutSerializer<?> serializer
                && serializer.layout.getClass() == layout.getClass()
                && serializer.version == version;
    }

    @Override
    public int hashCode() {
        return layout.getClass().hashCode();
    }

    @Override
    public TypeSerializerSnapshot<T> snapshotConfiguration() {
        Snapshot<T> snapshot = new Snapshot<>();
        snapshot.layout = layout;
        snapshot.version = layout.version();
        return snapshot;
    }

    /** The layout's class, and its version. */
    public static final class Snapshot<T> implements TypeSerializerSnapshot<T> {
        private @Nullable Layout<T> layout;
        private int version;

        @Override
        public int getCurrentVersion() {
            return 1;
        }

        @Override
        public void writeSnapshot(DataOutputView out) throws IOException {
            out.writeUTF(layout().getClass().getName());
            out.writeInt(version);
        }

        @Override
        @SuppressWarnings("unchecked") // a layout of this very state wrote it
        public void readSnapshot(int readVersion, DataInputView in, ClassLoader loader) throws IOException {
            try {
                layout = InstantiationUtil.instantiate(in.readUTF(), Layout.class, loader);
            } catch (FlinkException e) {
                throw new IOException("the layout by which the state was written is not there", e);
            }
            version = in.readInt();
        }

        private Layout<T> layout() {
            if (layout == null) {
                throw new IllegalStateException("the snapshot was not read yet");
            }
            return layout;
        }

        @Override
        public TypeSerializer<T> restoreSerializer() {
            return new LayoutSerializer<>(layout(), version);
        }

        @Override
        public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(TypeSerializerSnapshot<T> before) {
            if (before instanceof PojoSerializerSnapshot<T>) {
                return TypeSerializerSchemaCompatibility.compatibleAfterMigration();
            }
            if (before instanceof Snapshot<T> snapshot
                    && snapshot.layout().getClass() == layout().getClass()
                    && snapshot.version <= version) {
                return snapshot.version == version
                        ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                        : TypeSerializerSchemaCompatibility.compatibleAfterMigration();
            }
            return TypeSerializerSchemaCompatibility.incompatible();
        }
    }
}
