package io.cityops.simulators.scenario;

import io.cityops.model.catalogue.Severity;
import io.cityops.model.catalogue.Text;
import java.time.Duration;
import java.util.List;

/**
 * What a good operator should notice.
 *
 * @param from when it can first be noticed, after the scenario's start
 * @param to when it is over
 * @param where ward codes
 * @param sector catalogue sector
 * @param causes ids of the events behind it
 * @param alarm the rule expected to tell, {@code sector.name}; it may be one that the catalogue does not have yet
 * @param severity the worst that the alarm should climb to
 * @param procedure what is to be done, in order
 */
public record Label(
        String id,
        Text what,
        Duration from,
        Duration to,
        List<String> where,
        String sector,
        List<String> causes,
        String alarm,
        Severity severity,
        List<Text> procedure) {
    public Label {
        where = List.copyOf(where);
        causes = List.copyOf(causes);
        procedure = List.copyOf(procedure);
    }
}
