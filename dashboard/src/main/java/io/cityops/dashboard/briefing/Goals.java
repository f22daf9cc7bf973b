package io.cityops.dashboard.briefing;

import io.cityops.dashboard.access.Scope;
import io.cityops.dashboard.live.CitySnapshot;
import io.cityops.dashboard.live.Figure;
import io.cityops.dashboard.screen.CatalogueMessages;
import io.cityops.model.catalogue.Area;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.Indicator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Where each goal stands, how fast it is approached, and the wards in which most is to be gained. */
@Component
final class Goals {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int MOST_LEVERS = 5;

    private final Catalogue catalogue;
    private final CatalogueMessages words;
    private final DailyQuery days;

    Goals(Catalogue catalogue, CatalogueMessages words, DailyQuery days) {
        this.catalogue = catalogue;
        this.words = words;
        this.days = days;
    }

    ArrayNode standing(Scope scope, CitySnapshot snapshot, Instant now) {
        ArrayNode all = JSON.arrayNode();
        for (Indicator indicator : words.indicators(scope)) {
            Figure figure = snapshot.figure(indicator.id(), scope.home());
            Double value = figure == null ? null : figure.value();
            if (value != null) {
                indicator.goals().forEach(goal -> all.add(goal(indicator, goal, value, scope, snapshot, now)));
            }
        }
        return all;
    }

    private ObjectNode goal(
            Indicator indicator, Indicator.Goal goal, double value, Scope scope, CitySnapshot snapshot, Instant now) {
        Instant by = goal.by().plusDays(1).atStartOfDay(CatalogueMessages.ZONE).toInstant();
        Trajectory way = Trajectory.of(
                days.of(scope.home()).getOrDefault(indicator.id(), List.of()), value, goal.value(), by, now);
        ObjectNode node = JSON.objectNode();
        node.put("indicator", indicator.id())
                .put("target", goal.value())
                .put("year", goal.by().getYear());
        node.put("value", value).put("reached", way.reached()).put("overdue", way.overdue());
        node.put("days", way.days()).put("leastDays", Trajectory.LEAST_DAYS);
        node.put("perMonth", way.perMonth()).put("neededPerMonth", way.neededPerMonth());
        node.put("arrives", way.arrives() == null ? null : way.arrives().toEpochMilli());
        node.set("levers", way.reached() ? JSON.arrayNode() : levers(indicator, goal, scope, snapshot));
        return node;
    }

    /** @param points by how much the whole would rise if this area reached the goal */
    private record Lever(String area, double value, double share, double points) {}

    private ArrayNode levers(Indicator indicator, Indicator.Goal goal, Scope scope, CitySnapshot snapshot) {
        List<Lever> levers = new ArrayList<>();
        double all = 0;
        for (Area area : catalogue.areas()) {
            Figure figure = snapshot.figure(indicator.id(), area.code());
            Double value = figure == null ? null : figure.value();
            if (value != null && !area.code().equals(Area.CITY) && scope.hasArea(area.code())) {
                double weight = weight(goal, area, snapshot);
                all += weight;
                levers.add(new Lever(area.code(), value, weight, weight * Math.max(0, goal.value() - value)));
            }
        }
        double whole = all;
        ArrayNode list = JSON.arrayNode();
        levers.stream()
                .filter(lever -> lever.points() > 0)
                .sorted(Comparator.comparingDouble(Lever::points).reversed())
                .limit(MOST_LEVERS)
                .forEach(lever -> list.addObject()
                        .put("area", lever.area())
                        .put("value", lever.value())
                        .put("share", lever.share() / whole)
                        .put("points", lever.points() / whole)
                        .set("name", CatalogueMessages.text(words.nameOf(lever.area()))));
        return list;
    }

    private static double weight(Indicator.Goal goal, Area area, CitySnapshot snapshot) {
        String by = goal.weight();
        if (by == null) {
            return area.population();
        }
        Figure figure = snapshot.figure(by, area.code());
        Double value = figure == null ? null : figure.value();
        return value == null ? 0 : value;
    }
}
