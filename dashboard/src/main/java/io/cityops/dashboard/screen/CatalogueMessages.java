package io.cityops.dashboard.screen;

import io.cityops.dashboard.access.Scope;
import io.cityops.model.catalogue.Area;
import io.cityops.model.catalogue.Band;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.Indicator;
import io.cityops.model.catalogue.Text;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What of the catalogue a browser has to know, as JSON, and of it only what lies within a scope. */
@Component
public final class CatalogueMessages {
    /** The city's clock, whatever the browser's or the server's zone is. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Catalogue catalogue;
    private volatile Ordered ordered = new Ordered("", List.of());

    public CatalogueMessages(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** @param checksum of which catalogue; empty: of none yet */
    private record Ordered(String checksum, List<Indicator> indicators) {}

    private List<Indicator> ordered() {
        Ordered known = ordered;
        String checksum = catalogue.checksum();
        if (!known.checksum().equals(checksum)) {
            known = new Ordered(
                    checksum,
                    catalogue.indicators().stream()
                            .sorted(Comparator.comparingInt(Indicator::order))
                            .toList());
            ordered = known;
        }
        return known.indicators();
    }

    public static ObjectNode text(Text text) {
        return JSON.objectNode().put("vi", text.vi()).put("en", text.en());
    }

    /** The area's name; its code when the catalogue does not know it. */
    public Text nameOf(String area) {
        Area known = catalogue.area(area);
        return known == null ? new Text(area, area) : known.name();
    }

    public boolean isArea(String code) {
        return catalogue.area(code) != null;
    }

    /** In the order of the tiles. */
    public List<Indicator> indicators(Scope scope) {
        return scope.everySector()
                ? ordered()
                : ordered().stream()
                        .filter(indicator -> scope.hasSector(indicator.sector()))
                        .toList();
    }

    public ArrayNode indicatorsSeenIn(Scope scope) {
        ArrayNode all = JSON.arrayNode();
        indicators(scope).forEach(indicator -> all.add(indicator(indicator)));
        return all;
    }

    public ArrayNode sectorsSeenIn(Scope scope) {
        ArrayNode all = JSON.arrayNode();
        catalogue.sectors().stream()
                .filter(sector -> scope.hasSector(sector.id()))
                .forEach(sector -> all.addObject().put("id", sector.id()).set("name", text(sector.name())));
        return all;
    }

    public ArrayNode areasSeenIn(Scope scope) {
        ArrayNode all = JSON.arrayNode();
        catalogue.areas().stream()
                .filter(area -> scope.hasArea(area.code()))
                .forEach(area -> all.addObject()
                        .put("code", area.code())
                        .put("kind", area.kind())
                        .set("name", text(area.name())));
        return all;
    }

    private ObjectNode indicator(Indicator indicator) {
        ObjectNode node = JSON.objectNode();
        node.put("id", indicator.id()).put("sector", indicator.sector());
        node.set("name", text(indicator.name()));
        node.set("unit", text(indicator.unit()));
        node.put("precision", indicator.precision());
        node.set("formula", text(indicator.formula()));
        ArrayNode bands = node.putArray("bands");
        indicator.bands().forEach(band -> bands.add(band(band)));
        node.put("target", indicator.target());
        node.put("staleAfterMs", Staleness.of(indicator, catalogue).toMillis());
        node.put("wall", indicator.wall());
        return node;
    }

    private static ObjectNode band(Band band) {
        ObjectNode node = JSON.objectNode();
        node.put("from", band.from()).put("to", Double.isFinite(band.to()) ? band.to() : null);
        node.put("level", band.level().tag()).put("color", band.color());
        node.set("name", text(band.name()));
        return node;
    }
}
