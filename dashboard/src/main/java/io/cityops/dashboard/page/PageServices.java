package io.cityops.dashboard.page;

import com.vaadin.flow.spring.security.AuthenticationContext;
import io.cityops.dashboard.access.People;
import io.cityops.dashboard.access.Person;
import io.cityops.dashboard.alerts.AlarmDesk;
import io.cityops.dashboard.alerts.AlertMessages;
import io.cityops.dashboard.alerts.CriticalCalls;
import io.cityops.dashboard.passport.Passports;
import io.cityops.dashboard.screen.CatalogueMessages;
import io.cityops.dashboard.screen.Look;
import io.cityops.dashboard.screen.ScreenHub;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What every page needs. */
@Component
public record PageServices(
        ScreenHub hub,
        People people,
        AuthenticationContext session,
        CatalogueMessages words,
        Search search,
        Passports passports,
        CriticalCalls calls,
        AlarmDesk alarms,
        AlertMessages alarmRows) {
    /** What every page is told at first: who looks, how, and what of the catalogue they may know. */
    ObjectNode frame(String page, Look look, Person person) {
        ObjectNode frame = JsonNodeFactory.instance.objectNode();
        frame.put("page", page).put("lang", look.lang()).put("ground", look.ground());
        frame.put("now", hub.now().toEpochMilli()).put("zone", CatalogueMessages.ZONE.getId());
        frame.put("home", person.scope().home());
        frame.putObject("user")
                .put("name", person.name())
                .put("role", person.role().tag())
                .put("answers", person.role().answersAlarms())
                .put("administers", person.role().administers())
                .put("engineers", person.role().engineers())
                .put("everything", person.scope().isEverything());
        frame.set("indicators", words.indicatorsSeenIn(person.scope()));
        frame.set("sectors", words.sectorsSeenIn(person.scope()));
        frame.set("areas", words.areasSeenIn(person.scope()));
        return frame;
    }
}
