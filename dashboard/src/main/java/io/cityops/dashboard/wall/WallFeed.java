package io.cityops.dashboard.wall;

import io.cityops.dashboard.live.CitySnapshot;
import io.cityops.dashboard.live.Figure;
import io.cityops.dashboard.live.OpenAlert;
import io.cityops.dashboard.live.TrendPoint;
import io.cityops.dashboard.tending.AlarmLoad.Desk;
import io.cityops.model.catalogue.Area;
import io.cityops.model.catalogue.Indicator;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What one wall was told, so that it is told only what is new. Not safe between threads: the wall's UI lock guards it.
 */
final class WallFeed {
    private final WallMessages messages;
    private final WallPage page;
    private final String home;
    private CitySnapshot told = CitySnapshot.EMPTY;
    private String chosen;
    private boolean allWards = true;
    private boolean alertsTold;
    private @Nullable Desk load;
    private @Nullable Desk loadTold;
    private List<OpenAlert> calls = List.of();
    private List<OpenAlert> callsTold = List.of();

    WallFeed(WallMessages messages, WallPage page) {
        this.messages = messages;
        this.page = page;
        home = page.scope().home();
        chosen = page.chosen();
    }

    WallPage page() {
        return page;
    }

    String chosen() {
        return chosen;
    }

    CitySnapshot told() {
        return told;
    }

    /** @return whether the indicator is another one now, whose wards come with the next update */
    boolean choose(String indicator) {
        if (!page.choosable().contains(indicator) || indicator.equals(chosen)) {
            return false;
        }
        chosen = indicator;
        allWards = true;
        return true;
    }

    /** How much the alarms ask of whoever answers for what the wall shows. */
    void loadIs(Desk newest) {
        load = newest;
    }

    /** Critical alarms that are to be called out, the newest first. */
    void callsAre(List<OpenAlert> newest) {
        calls = newest;
    }

    /** Everything that differs from what was told before; empty when nothing does. */
    Optional<ObjectNode> update(CitySnapshot snapshot, Instant now) {
        ObjectNode update = JsonNodeFactory.instance.objectNode();
        if (!Objects.equals(snapshot.drill(), told.drill())) {
            // Figures of another kind: the wall forgets all it has, and is told everything anew.
            update.set("drill", WallMessages.drill(snapshot.drill()));
            told = CitySnapshot.EMPTY;
            allWards = true;
            alertsTold = false;
        }
        tiles(snapshot, update);
        wards(snapshot, update);
        if (!alertsTold || !snapshot.hasAlarmsOf(told)) {
            update.set("alerts", messages.alerts(snapshot));
            alertsTold = true;
        }
        if (load != null && !load.equals(loadTold)) {
            update.set("load", WallMessages.load(load));
            loadTold = load;
        }
        if (!calls.equals(callsTold)) {
            update.set("calls", messages.rows(calls));
            callsTold = calls;
        }
        if (snapshot.newestWriteMillis() != told.newestWriteMillis()) {
            update.put("newestData", snapshot.newestWriteMillis());
        }
        told = snapshot;
        allWards = false;
        if (update.isEmpty()) {
            return Optional.empty();
        }
        update.put("now", now.toEpochMilli());
        return Optional.of(update);
    }

    private void tiles(CitySnapshot snapshot, ObjectNode update) {
        for (Indicator indicator : page.tiles()) {
            String id = indicator.id();
            Figure figure = snapshot.figure(id, home);
            Figure before = told.figure(id, home);
            if (figure != null && (before == null || !figure.looksLike(before))) {
                update.withObjectProperty("tiles").set(id, WallMessages.figure(figure));
            }
            List<TrendPoint> line = snapshot.trend(id);
            if (!line.equals(told.trend(id))) {
                update.withObjectProperty("trends").set(id, WallMessages.trend(line));
            }
        }
    }

    private void wards(CitySnapshot snapshot, ObjectNode update) {
        Map<String, Figure> before = allWards ? Map.of() : told.figures(chosen);
        if (allWards) {
            update.put("chosen", chosen);
            update.putObject("wards");
        }
        snapshot.figures(chosen).forEach((area, figure) -> {
            Figure known = before.get(area);
            if (!area.equals(Area.CITY) && (known == null || !figure.looksLike(known))) {
                update.withObjectProperty("wards").set(area, WallMessages.figure(figure));
            }
        });
    }
}
