package io.cityops.dashboard.incident;

import io.cityops.dashboard.access.Person;
import io.cityops.dashboard.access.Scope;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Alarms that people deal with as one; each keeps its own state.
 *
 * @param owner who is to see to it; null: nobody yet
 * @param openedMillis epoch
 * @param closedMillis null: it is open
 */
public record Incident(
        long id,
        String title,
        @Nullable String owner,
        long openedMillis,
        String openedBy,
        @Nullable Long closedMillis,
        @Nullable String closedBy,
        List<Member> members) {
    /** An alarm of it, and where that is. */
    public record Member(UUID alarm, String area, String sector) {}

    public Incident {
        members = List.copyOf(members);
    }

    /** Who sees one of its alarms knows of it; of one without alarms who sees everything. */
    public boolean isSeenBy(Scope scope) {
        return scope.isEverything() || members.stream().anyMatch(member -> scope.has(member.area(), member.sector()));
    }

    /** Who may answer all of its alarms decides about it. */
    public boolean isDecidedBy(Person person) {
        return person.role().answersAlarms()
                && (person.scope().isEverything()
                        || !members.isEmpty()
                                && members.stream()
                                        .allMatch(member -> person.mayAnswer(member.area(), member.sector())));
    }
}
