package io.cityops.dashboard.briefing;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.Route;
import io.cityops.dashboard.access.Person;
import io.cityops.dashboard.alerts.AlertMessages;
import io.cityops.dashboard.live.CitySnapshot;
import io.cityops.dashboard.live.Figure;
import io.cityops.dashboard.page.Figures;
import io.cityops.dashboard.page.PageServices;
import io.cityops.dashboard.page.PageView;
import io.cityops.dashboard.screen.CatalogueMessages;
import io.cityops.model.catalogue.Area;
import io.cityops.model.catalogue.Band;
import io.cityops.model.catalogue.Indicator;
import io.cityops.model.catalogue.Text;
import jakarta.annotation.security.RolesAllowed;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /}: what is wrong now, where, since when and who has it; each sector and goal; the wards compared. */
@Route("")
@RolesAllowed({"ADMINISTRATOR", "OPERATOR", "LEADER", "ENGINEER"})
final class BriefingView extends PageView {
    private static final int MOST_ALARMS = 6;
    /** Wards and goals move slowly, and are much to send. */
    private static final Duration SLOWLY = Duration.ofSeconds(15);

    private static final List<String> WARD_FIGURES = List.of(
            "services.reports_received_24h",
            "services.reports_open",
            "services.reports_late",
            "services.reports_on_time",
            "services.satisfaction");

    private final AlertMessages messages;
    private final Goals goals;
    private final Explanations explanations;
    private List<Explanations.Explanation> told = List.of();
    private Instant slowDue = Instant.MIN;

    BriefingView(PageServices services, AlertMessages messages, Goals goals, Explanations explanations) {
        super(services, "briefing");
        this.messages = messages;
        this.goals = goals;
        this.explanations = explanations;
    }

    @Override
    protected boolean isFor(Person asking, BeforeEnterEvent event) {
        return asking.role().hasDesk();
    }

    @Override
    protected ObjectNode content(Person asking, CitySnapshot snapshot) {
        ObjectNode content = alarms(snapshot);
        content.set("figures", figures(asking, CitySnapshot.EMPTY, snapshot));
        slow(content, asking, snapshot);
        told = explanations.all();
        content.set("explanations", explanations(asking));
        content.put("mayAsk", Explanations.mayAsk(asking));
        return content;
    }

    @Override
    protected ObjectNode news(Person asking, CitySnapshot before, CitySnapshot snapshot) {
        ObjectNode news = before.hasAlarmsOf(snapshot) ? JSON.objectNode() : alarms(snapshot);
        ObjectNode changed = figures(asking, before, snapshot);
        if (!changed.isEmpty()) {
            news.set("figures", changed);
        }
        if (!before.isThatOf(snapshot) && !services().hub().now().isBefore(slowDue)) {
            slow(news, asking, snapshot);
        }
        List<Explanations.Explanation> all = explanations.all();
        if (!all.equals(told)) {
            told = all;
            news.set("explanations", explanations(asking));
        }
        return news;
    }

    private ObjectNode alarms(CitySnapshot snapshot) {
        ObjectNode content = JSON.objectNode();
        content.put("open", snapshot.alerts().size());
        content.put("aside", snapshot.aside().size());
        ArrayNode rows = content.putArray("alarms");
        snapshot.alerts().stream().limit(MOST_ALARMS).map(messages::row).forEach(rows::add);
        ObjectNode bySector = content.putObject("bySector");
        snapshot.alerts()
                .forEach(alert -> bySector.put(
                        alert.sector(), bySector.path(alert.sector()).asInt(0) + 1));
        return content;
    }

    private ObjectNode figures(Person asking, CitySnapshot before, CitySnapshot snapshot) {
        ObjectNode changed = JSON.objectNode();
        String home = asking.scope().home();
        for (Indicator indicator : services().words().indicators(asking.scope())) {
            Figure figure = snapshot.figure(indicator.id(), home);
            Figure known = before.figure(indicator.id(), home);
            if (figure != null && (known == null || !figure.looksLike(known))) {
                changed.set(indicator.id(), Figures.json(figure));
            }
        }
        return changed;
    }

    private void slow(ObjectNode content, Person asking, CitySnapshot snapshot) {
        Instant now = services().hub().now();
        slowDue = now.plus(SLOWLY);
        content.set("goals", goals.standing(asking.scope(), snapshot, now));
        content.set("wards", wards(snapshot));
        ObjectNode outside = content.putObject("outside");
        for (Indicator indicator : services().words().indicators(asking.scope())) {
            outside.put(indicator.id(), outsideLimits(indicator, snapshot));
        }
    }

    private static long outsideLimits(Indicator indicator, CitySnapshot snapshot) {
        return snapshot.figures(indicator.id()).values().stream()
                .filter(figure -> !figure.area().equals(Area.CITY) && !"insufficient".equals(figure.quality()))
                .map(Figure::value)
                .filter(value -> value != null
                        && indicator
                                .bandOf(value)
                                .filter(band -> band.level() != Band.Level.NORMAL)
                                .isPresent())
                .count();
    }

    private ArrayNode wards(CitySnapshot snapshot) {
        ArrayNode rows = JSON.arrayNode();
        Map<String, Figure> received = snapshot.figures(WARD_FIGURES.getFirst());
        received.keySet().stream()
                .filter(area -> !area.equals(Area.CITY))
                .sorted()
                .forEach(area -> {
                    ObjectNode row = rows.addObject().put("area", area);
                    row.set("name", CatalogueMessages.text(services().words().nameOf(area)));
                    for (String id : WARD_FIGURES) {
                        Figure figure = snapshot.figure(id, area);
                        row.put(id, figure == null || "insufficient".equals(figure.quality()) ? null : figure.value());
                    }
                });
        return rows;
    }

    @Override
    protected Optional<JsonNode> answer(Person asking, String question, JsonNode about) {
        return switch (question) {
            case "ask" -> Optional.of(JSON.stringNode(ask(asking, about)));
            case "explain" -> Optional.of(JSON.stringNode(explain(asking, about)));
            default -> Optional.empty();
        };
    }

    /** Until the end of a day of the city. */
    private String ask(Person asking, JsonNode about) {
        try {
            Instant due = LocalDate.parse(about.path("due").asString(""))
                    .plusDays(1)
                    .atStartOfDay(CatalogueMessages.ZONE)
                    .toInstant();
            String area = about.path("area").asString("");
            String indicator = about.path("indicator").asString("");
            Figure figure = snapshot(asking).figure(indicator, area);
            return explanations.ask(
                    asking,
                    area,
                    indicator,
                    figure == null ? null : figure.value(),
                    due,
                    about.path("question").asString(""));
        } catch (DateTimeParseException e) {
            return "invalid";
        }
    }

    private String explain(Person asking, JsonNode about) {
        try {
            return explanations.answer(
                    asking,
                    UUID.fromString(about.path("id").asString("")),
                    about.path("answer").asString(""));
        } catch (IllegalArgumentException e) {
            return "not-allowed";
        }
    }

    private ArrayNode explanations(Person asking) {
        ArrayNode rows = JSON.arrayNode();
        told.stream()
                .filter(each -> asking.scope().hasArea(each.area()))
                .filter(each -> services().words().indicators(asking.scope()).stream()
                        .anyMatch(indicator -> indicator.id().equals(each.indicator())))
                .forEach(each -> rows.addObject()
                        .put("id", each.id().toString())
                        .put("area", each.area())
                        .put("indicator", each.indicator())
                        .put("value", each.value())
                        .put("question", each.question())
                        .put("askedBy", each.askedBy())
                        .put("askedAt", each.askedAt().toEpochMilli())
                        .put("due", each.dueAt().toEpochMilli())
                        .put("answer", each.answer())
                        .put("answeredBy", each.answeredBy())
                        .put("mayAnswer", each.answer() == null && Explanations.mayAnswer(asking, each.area()))
                        .set("name", CatalogueMessages.text(services().words().nameOf(each.area()))));
        return rows;
    }

    @Override
    protected Text title() {
        return new Text("Điều hành", "Briefing");
    }
}
