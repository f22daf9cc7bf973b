package io.cityops.jobs.indicator;

import java.util.Arrays;

/**
 * Devices in the order in which they were heard of, each at a place of its own for as long as the roll lives. Numbers that
 * share a roll meet by place and not by name: in windows of many devices looking for a name is what costs. One thread's.
 */
final class Roll {
    static final int NOBODY = -1;

    private String[] names = new String[8];
    private int size;
    /** Place and one, by the name's hash, as sparse as half; empty until somebody asks for a name. */
    private int[] table = {};

    int size() {
        return size;
    }

    String name(int place) {
        return names[place];
    }

    /** @param name of a device that is not on the roll yet */
    int append(String name) {
        if (size == names.length) {
            names = Arrays.copyOf(names, 2 * size);
        }
        names[size] = name;
        size++;
        if (table.length > 0) {
            if (2 * size > table.length) {
                index(2 * table.length);
            } else {
                table[slot(name)] = size;
            }
        }
        return size - 1;
    }

    /** {@link #NOBODY}: the device is not on the roll. */
    int find(String name) {
        if (table.length == 0) {
            index(Integer.highestOneBit(Math.max(8, size)) * 4);
        }
        return table[slot(name)] - 1;
    }

    /** The device's place, which it gets now when it had none. */
    int place(String name) {
        int place = find(name);
        return place == NOBODY ? append(name) : place;
    }

    private void index(int length) {
        table = new int[length];
        for (int place = 0; place < size; place++) {
            table[slot(names[place])] = place + 1;
        }
    }

    /** Where the name is, or where it would be. */
    private int slot(String name) {
        int hash = name.hashCode() * 0x9E3779B9;
        int slot = (hash ^ (hash >>> 16)) & (table.length - 1);
        while (table[slot] != 0 && !names[table[slot] - 1].equals(name)) {
            slot = (slot + 1) & (table.length - 1);
        }
        return slot;
    }
}
