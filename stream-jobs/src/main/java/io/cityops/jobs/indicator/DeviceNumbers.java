package io.cityops.jobs.indicator;

import io.cityops.jobs.aggregate.Aggregator;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of each device apart, by its place on a roll that several of them share. Where few of the roll's devices
 * are, little is kept: places lie on pages. One thread's.
 */
public final class DeviceNumbers {
    private static final int PAGE_BITS = 6;
    private static final int PAGE = 1 << PAGE_BITS;
    private static final int IN_PAGE = PAGE - 1;

    private final Roll roll;
    private double[] @Nullable [] @Nullable [] pages = new double[1][][];
    private int size;

    DeviceNumbers(Roll roll) {
        this.roll = roll;
    }

    Roll roll() {
        return roll;
    }

    int size() {
        return size;
    }

    double @Nullable [] get(String device) {
        return at(roll.find(device));
    }

    void put(String device, double[] numbers) {
        set(roll.place(device), numbers);
    }

    /** @param device that the roll does not have yet */
    public void append(String device, double[] numbers) {
        set(roll.append(device), numbers);
    }

    private double @Nullable [] at(int place) {
        int page = place >> PAGE_BITS;
        double[] @Nullable [] rows = page < 0 || page >= pages.length ? null : pages[page];
        return rows == null ? null : rows[place & IN_PAGE];
    }

    private void set(int place, double[] numbers) {
        int page = place >> PAGE_BITS;
        if (page >= pages.length) {
            pages = Arrays.copyOf(pages, Math.max(page + 1, pages.length * 2));
        }
        double[] @Nullable [] rows = pages[page];
        if (rows == null) {
            rows = new double[PAGE][];
            pages[page] = rows;
        }
        if (rows[place & IN_PAGE] == null) {
            size++;
        }
        rows[place & IN_PAGE] = numbers;
    }

    /** What is done with each device. */
    interface Visitor<E extends Exception> {
        /** @param place on the roll */
        void visit(int place, double[] numbers) throws E;
    }

    /** In the order of the roll. */
    <E extends Exception> void forEach(Visitor<E> visitor) throws E {
        for (int page = 0; page < pages.length; page++) {
            double[] @Nullable [] rows = pages[page];
            for (int i = 0; rows != null && i < PAGE; i++) {
                double[] row = rows[i];
                if (row != null) {
                    visitor.visit((page << PAGE_BITS) + i, row);
                }
            }
        }
    }

    /** Arrays are copied by merging into an empty one, never shared. */
    void add(DeviceNumbers other, Aggregator aggregator) {
        other.on(roll).forEach((place, theirs) -> {
            double[] before = at(place);
            double[] after = aggregator.merge(before == null ? aggregator.empty() : before, theirs);
            if (!after.equals(before)) { // another array, mostly it is the same
                set(place, after);
            }
        });
    }

    /** The same arrays by the places of another roll, which gets those devices that it does not have. */
    DeviceNumbers on(Roll other) {
        if (other.equals(roll)) {
            return this;
        }
        DeviceNumbers moved = new DeviceNumbers(other);
        forEach((place, numbers) -> moved.put(roll.name(place), numbers));
        return moved;
    }

    /** Both, without a change of either; arrays that only one of them has are shared. */
    DeviceNumbers with(DeviceNumbers other, Aggregator aggregator) {
        DeviceNumbers both = new DeviceNumbers(roll);
        both.pages = new double[pages.length][][];
        both.size = size;
        for (int page = 0; page < pages.length; page++) {
            double[] @Nullable [] rows = pages[page];
            both.pages[page] = rows == null ? null : rows.clone();
        }
        other.on(roll).forEach((place, theirs) -> {
            double[] mine = at(place);
            both.set(
                    place,
                    mine == null ? theirs : aggregator.merge(aggregator.merge(aggregator.empty(), mine), theirs));
        });
        return both;
    }

    /** Those of each device; of one that both have, those of this one. */
    Iterable<double[]> orElse(DeviceNumbers other) {
        if (other.size == 0) {
            return ofEach();
        }
        DeviceNumbers second = other.on(roll);
        return () -> new Rows(this, second);
    }

    Iterable<double[]> ofEach() {
        return () -> new Rows(this, this);
    }

    /** In the order of the roll. */
    private static final class Rows implements Iterator<double[]> {
        private final DeviceNumbers first;
        private final DeviceNumbers second;
        private final int end;
        private int place = -1;
        private double @Nullable [] next;

        private Rows(DeviceNumbers first, DeviceNumbers second) {
            this.first = first;
            this.second = second;
            this.end = Math.max(first.pages.length, second.pages.length) << PAGE_BITS;
            step();
        }

        private void step() {
            next = null;
            while (next == null && ++place < end) {
                next = first.at(place);
                if (next == null) {
                    next = second.at(place);
                }
            }
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public double[] next() {
            double[] now = next;
            if (now == null) {
                throw new NoSuchElementException();
            }
            step();
            return now;
        }
    }
}
