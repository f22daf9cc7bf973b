package io.cityops.dashboard.desk;

import io.cityops.dashboard.access.Scope;
import io.cityops.dashboard.live.CitySnapshot;
import io.cityops.dashboard.live.OpenAlert;
import io.cityops.dashboard.screen.CatalogueMessages;
import io.cityops.dashboard.tending.AlarmLoad.Desk;
import io.cityops.dashboard.tending.AlarmLoad.Situation;
import io.cityops.dashboard.tending.AlarmLoad.Stale;
import io.cityops.dashboard.tending.LoadWatch.Picture;
import io.cityops.dashboard.tending.ScopedLoad;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.Rule;
import io.cityops.model.catalogue.Sector;
import io.cityops.model.catalogue.Text;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The alarm-load meter and the situations as one desk is told of them: of its areas and sectors only. */
@Component
final class LoadMessages {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int ACTORS = 10;

    private final Catalogue catalogue;
    private final CatalogueMessages words;

    LoadMessages(Catalogue catalogue, CatalogueMessages words) {
        this.catalogue = catalogue;
        this.words = words;
    }

    ObjectNode load(Scope scope, Picture picture) {
        ObjectNode node = JSON.objectNode();
        node.set("own", desk(ScopedLoad.own(scope, picture), stale(scope, null, picture)));
        ArrayNode sectors = node.putArray("sectors");
        catalogue.sectors().stream()
                .filter(sector -> scope.hasSector(sector.id()))
                .map(sector -> ScopedLoad.ofSector(scope, sector.id(), picture))
                .filter(desk -> desk.lastDay() > 0 || desk.standing() > 0)
                .sorted(Comparator.comparingInt(Desk::last10Min)
                        .thenComparingInt(Desk::lastHour)
                        .thenComparingInt(Desk::lastDay)
                        .reversed())
                .forEach(desk -> sectors.add(
                        desk(desk, stale(scope, desk.sector(), picture)).put("sector", desk.sector())));
        ArrayNode actors = node.putArray("actors");
        picture.actors().stream()
                .filter(actor -> scope.has(actor.area(), actor.sector()))
                .limit(ACTORS)
                .forEach(actor -> {
                    ObjectNode row = actors.addObject()
                            .put("entity", actor.entityId())
                            .put("device", actor.entityKind().equals("device"))
                            .put("times", actor.times())
                            .put("inAMinute", actor.mostInAMinute());
                    row.set("name", CatalogueMessages.text(nameOf(actor.rule())));
                    row.set("where", CatalogueMessages.text(words.nameOf(actor.area())));
                });
        return node;
    }

    /** Those with two or more of the alarms that this desk sees. */
    ArrayNode situations(CitySnapshot snapshot, Picture picture) {
        Set<UUID> seen = snapshot.alerts().stream().map(OpenAlert::id).collect(Collectors.toSet());
        ArrayNode rows = JSON.arrayNode();
        for (Situation situation : picture.situations()) {
            List<UUID> members =
                    situation.members().stream().filter(seen::contains).toList();
            if (members.size() < 2) {
                continue;
            }
            ObjectNode row = rows.addObject().put("id", situation.id()).put("kind", situation.kind());
            row.put("since", situation.since().toEpochMilli());
            row.set("name", CatalogueMessages.text(name(situation)));
            ArrayNode ids = row.putArray("members");
            members.forEach(id -> ids.add(id.toString()));
        }
        return rows;
    }

    private Text name(Situation situation) {
        if (situation.kind().equals("rule")) {
            return nameOf(situation.cause());
        }
        Sector sector = catalogue.sector(situation.cause());
        Text what = sector == null ? same(situation.cause()) : sector.name();
        Text where = words.nameOf(Objects.requireNonNullElse(situation.area(), ""));
        return new Text(what.vi() + " · " + where.vi(), what.en() + " · " + where.en());
    }

    private static int stale(Scope scope, @Nullable String sector, Picture picture) {
        return picture.stale().stream()
                .filter(row -> scope.has(row.area(), row.sector()) && (sector == null || sector.equals(row.sector())))
                .mapToInt(Stale::alarms)
                .sum();
    }

    private static ObjectNode desk(Desk desk, int stale) {
        Instant flood = desk.floodSince();
        return JSON.objectNode()
                .put("last10Min", desk.last10Min())
                .put("limit10Min", desk.limit10Min())
                .put("lastHour", desk.lastHour())
                .put("limitHour", desk.limitHour())
                .put("perHour", desk.perHour())
                .put("limitPerHour", desk.limitPerHour())
                .put("standing", desk.standing())
                .put("stale", stale)
                .put("floodShare", desk.floodShare())
                .put("floodSince", flood == null ? null : flood.toEpochMilli())
                .put("verdict", desk.verdict());
    }

    private Text nameOf(String rule) {
        Rule known = catalogue.rule(rule);
        return known == null ? same(rule) : known.name();
    }

    private static Text same(String text) {
        return new Text(text, text);
    }
}
