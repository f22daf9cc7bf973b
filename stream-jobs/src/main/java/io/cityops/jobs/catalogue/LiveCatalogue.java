package io.cityops.jobs.catalogue;

import io.cityops.jobs.CityCatalogue;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.Indicator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue by which one operator works, those that it has heard of and that do not hold yet, and the one before. An
 * operator asks {@link #advance} when its watermark moves, never for a message, and then makes anew what it has made of the
 * catalogue. All of it is broadcast state: after a restart an operator goes on with what it knew, not with files.
 */
public final class LiveCatalogue {
    public static final MapStateDescriptor<Integer, CatalogueEdition> STATE =
            new MapStateDescriptor<>("catalogue", Types.INT, TypeInformation.of(CatalogueEdition.class));

    /** Places in the state; those that are to come are under their numbers. */
    private static final int IN_FORCE = 0;

    private static final int BEFORE = -1;

    private final BroadcastState<Integer, CatalogueEdition> kept;
    private final NavigableMap<Integer, Reign> coming = new TreeMap<>();
    private Reign inForce;
    private @Nullable Reign before;

    /** @param fromMillis {@link Long#MIN_VALUE} where nothing was before it */
    public record Reign(CityCatalogue city, long fromMillis, Map<String, Long> sinceMillis) {
        /** Since when the indicator's sums are made as they are now. */
        public long since(String indicator) {
            return sinceMillis.getOrDefault(indicator, Long.MIN_VALUE);
        }

        private static Reign of(CatalogueEdition edition) {
            return new Reign(CityCatalogue.of(edition.version()), edition.fromMillis, edition.sinceMillis);
        }
    }

    /** @param installed what holds until another is heard of: the files that the process was started with */
    public LiveCatalogue(CityCatalogue installed, BroadcastState<Integer, CatalogueEdition> kept) throws Exception {
        this.kept = kept;
        this.inForce = new Reign(installed, Long.MIN_VALUE, Map.of());
        for (Map.Entry<Integer, CatalogueEdition> each : kept.immutableEntries()) {
            Reign reign = Reign.of(each.getValue());
            switch (each.getKey()) {
                case IN_FORCE -> inForce = reign;
                case BEFORE -> before = reign;
                default -> coming.put(each.getKey(), reign);
            }
        }
    }

    public CityCatalogue city() {
        return inForce.city();
    }

    public Reign inForce() {
        return inForce;
    }

    /** Null: there was none, or it is not known any more. */
    public @Nullable Reign before() {
        return before;
    }

    /** In their order. */
    public List<Reign> coming() {
        return new ArrayList<>(coming.values());
    }

    /**
     * Takes note of a version. Of two for the same moment the later one counts.
     *
     * @param nothingYet whether the operator has done nothing yet: there is then no past that must be kept apart
     * @return false when it is known already, or older than what is known
     */
    public boolean hear(CatalogueEdition edition, boolean nothingYet) throws Exception {
        int newest = coming.isEmpty() ? inForce.city().number() : coming.lastKey();
        if (edition.number <= newest) {
            return false;
        }
        boolean same = edition.checksum.equals(inForce.city().get().checksum()) && coming.isEmpty();
        CatalogueEdition copy = new CatalogueEdition();
        copy.number = edition.number;
        copy.checksum = edition.checksum;
        copy.content = edition.content;
        copy.fromMillis = edition.fromMillis;
        if (same || nothingYet && inForce.city().number() == 0) {
            copy.sinceMillis = new HashMap<>(inForce.sinceMillis());
            kept.put(IN_FORCE, copy);
            inForce = Reign.of(copy);
            return true;
        }
        while (!coming.isEmpty() && coming.lastEntry().getValue().fromMillis() >= edition.fromMillis) {
            kept.remove(coming.pollLastEntry().getKey());
        }
        Reign last = coming.isEmpty() ? inForce : coming.lastEntry().getValue();
        copy.sinceMillis = since(last, CityCatalogue.of(edition.version()).get(), edition.fromMillis);
        kept.put(copy.number, copy);
        coming.put(copy.number, Reign.of(copy));
        return true;
    }

    private static Map<String, Long> since(Reign last, Catalogue next, long fromMillis) {
        Map<String, Long> since = new HashMap<>();
        for (Indicator indicator : next.indicators()) {
            Indicator earlier = last.city().get().indicator(indicator.id());
            long begun = earlier != null && earlier.definition() == indicator.definition()
                    ? last.since(indicator.id())
                    : fromMillis;
            if (begun != Long.MIN_VALUE) {
                since.put(indicator.id(), begun);
            }
        }
        return since;
    }

    /**
     * Lets the stream's time pass.
     *
     * @param streamMillis what the stream calls now
     * @return whether another catalogue is in force now
     */
    public boolean advance(long streamMillis) throws Exception {
        boolean changed = false;
        while (!coming.isEmpty() && coming.firstEntry().getValue().fromMillis() <= streamMillis) {
            Map.Entry<Integer, Reign> next = coming.pollFirstEntry();
            CatalogueEdition edition = kept.get(next.getKey());
            CatalogueEdition earlier = kept.get(IN_FORCE);
            kept.remove(next.getKey());
            if (earlier != null) {
                kept.put(BEFORE, earlier);
            }
            kept.put(IN_FORCE, edition);
            before = inForce;
            inForce = next.getValue();
            changed = true;
        }
        return changed;
    }
}
