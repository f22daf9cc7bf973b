package io.cityops.dashboard.passport;

import io.cityops.dashboard.access.Person;
import io.cityops.dashboard.live.CitySnapshot;
import io.cityops.dashboard.live.Figure;
import io.cityops.dashboard.live.LiveCity;
import io.cityops.dashboard.live.RunningDrill;
import io.cityops.model.catalogue.Area;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.DeviceType;
import io.cityops.model.catalogue.Indicator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What stands behind a figure: who was expected, who reported and who was left out and why, how old it is, how it was
 * corrected, by which formula and catalogue it was made, and the readings themselves. Read when somebody presses it.
 */
@Component
public final class Passports {
    private static final Logger LOG = LoggerFactory.getLogger(Passports.class);
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    /** Of the whole city's devices: the readings of a day would be millions. */
    private static final Duration LONGEST_IN_CITY = Duration.ofHours(1);

    private final Catalogue catalogue;
    private final LiveCity city;
    private final PassportQueries queries;

    Passports(Catalogue catalogue, LiveCity city, PassportQueries queries) {
        this.catalogue = catalogue;
        this.city = city;
        this.queries = queries;
    }

    /**
     * @param about {@code indicator} and {@code area}; the newest figure of a minute, or the one of {@code at} and
     *     {@code seconds}
     * @return {@code {"refused": ...}} when it is not theirs to see, not there, or cannot be read
     */
    public ObjectNode of(Person asking, JsonNode about) {
        Indicator indicator = catalogue.indicator(about.path("indicator").asString(""));
        String area = about.path("area").asString("");
        if (indicator == null || catalogue.area(area) == null || !asking.scope().has(area, indicator.sector())) {
            return refused("not-allowed");
        }
        CitySnapshot snapshot = city.newest();
        RunningDrill drill = snapshot.drill();
        int seconds = about.path("seconds").asInt(60);
        Long at = about.hasNonNull("at") ? Long.valueOf(about.path("at").asLong()) : newest(snapshot, indicator, area);
        if (at == null) {
            return refused("nothing");
        }
        try {
            return queries.row(area, indicator.id(), seconds, Instant.ofEpochMilli(at), drill == null ? "" : drill.id())
                    .map(row -> passport(indicator, area, row, asking, drill))
                    .orElseGet(() -> refused("nothing"));
        } catch (DataAccessException e) {
            LOG.warn("The passport of {} at {} could not be read: {}", indicator.id(), area, e.getMessage());
            return refused("unavailable");
        }
    }

    private static @Nullable Long newest(CitySnapshot snapshot, Indicator indicator, String area) {
        Figure figure = snapshot.figure(indicator.id(), area);
        return figure == null ? null : figure.windowStartMillis();
    }

    private ObjectNode passport(
            Indicator indicator, String area, ObjectNode row, Person asking, @Nullable RunningDrill drill) {
        row.put("indicator", indicator.id()).put("area", area);
        row.put(
                "aggregate",
                indicator.aggregate().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
        row.put("floor", indicator.coverageFloor());
        row.put("catalogueNow", catalogue.version());
        ArrayNode inputs = row.putArray("inputs");
        indicator.inputs().forEach(inputs::add);
        Instant end = Instant.ofEpochMilli(row.path("start").asLong())
                .plusSeconds(row.path("seconds").asLong());
        Duration window = Duration.ofSeconds(row.path("seconds").asLong());
        Duration back = indicator.over().compareTo(window) > 0 ? indicator.over() : window;
        Instant start =
                end.minus(area.equals(Area.CITY) && back.compareTo(LONGEST_IN_CITY) > 0 ? LONGEST_IN_CITY : back);
        row.put("from", start.toEpochMilli()).put("to", end.toEpochMilli());
        List<String> types = catalogue.deviceTypes().stream()
                .filter(type -> indicator.inputs().stream().anyMatch(type.measures()::containsKey))
                .map(DeviceType::id)
                .toList();
        List<String> areas = area.equals(Area.CITY) && asking.scope().everywhere()
                ? List.of()
                : catalogue.areas().stream()
                        .map(Area::code)
                        .filter(code -> within(code, area))
                        .toList();
        PassportQueries.Behind behind = new PassportQueries.Behind(
                areas, types, indicator.inputs(), start, end, drill == null ? "" : drill.id());
        row.set("devices", queries.devices(behind));
        row.set("sample", queries.readings(behind));
        return row;
    }

    /** Whether an area is this one or lies in it. */
    private boolean within(String code, String area) {
        @Nullable String each = code;
        while (each != null) {
            if (each.equals(area)) {
                return true;
            }
            Area known = catalogue.area(each);
            each = known == null ? null : known.parent();
        }
        return false;
    }

    private static ObjectNode refused(String why) {
        return JSON.objectNode().put("refused", why);
    }
}
