package io.cityops.jobs.alarm;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.flink.api.common.state.ValueState;
import org.jspecify.annotations.Nullable;

/**
 * A value for each key, worked on as an object on the heap and written into the keyed state behind it when a checkpoint
 * is taken, so that a message costs no access to the state's backend. What is not looked at for a while leaves the heap.
 * One operator's, and so one thread's.
 */
final class HeapState<T> {

    /** Checkpoints that a value stays without being looked at. */
    private static final int IDLE_CHECKPOINTS = 30;

    private final ValueState<T> behind;
    private final Map<String, Entry<T>> entries = new HashMap<>();

    private static final class Entry<T> {
        @Nullable
        T value;

        boolean changed;
        int idle;
    }

    HeapState(ValueState<T> behind) {
        this.behind = behind;
    }

    /** @param key the operator's current one */
    @Nullable
    T value(String key) throws Exception {
        return entry(key).value;
    }

    private Entry<T> entry(String key) throws Exception {
        Entry<T> entry = entries.get(key);
        if (entry == null) {
            entry = new Entry<>();
            entry.value = behind.value();
            entries.put(key, entry);
        }
        entry.idle = 0;
        return entry;
    }

    /** To be called after each change of the value, too. */
    void update(String key, T value) throws Exception {
        Entry<T> entry = entry(key);
        entry.value = value;
        entry.changed = true;
    }

    void clear(String key) throws Exception {
        Entry<T> entry = entry(key);
        entry.value = null;
        entry.changed = true;
    }

    /** @param currentKey sets the operator's current key */
    void writeChanged(Consumer<String> currentKey) throws Exception {
        for (Iterator<Map.Entry<String, Entry<T>>> all = entries.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<String, Entry<T>> each = all.next();
            Entry<T> entry = each.getValue();
            if (entry.changed) {
                currentKey.accept(each.getKey());
                if (entry.value == null) {
                    behind.clear();
                    all.remove();
                } else {
                    behind.update(entry.value);
                    entry.changed = false;
                }
            } else if (++entry.idle > IDLE_CHECKPOINTS) {
                all.remove();
            }
        }
    }
}
