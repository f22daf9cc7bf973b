package io.cityops.model.catalogue;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads and checks when a rule watches: {@code schedule: [{days: [mon, ...], from: "22:00", to: "06:00"}]}. */
final class ScheduleReader {
    private static final Pattern TIME = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d");
    private static final String MIDNIGHT_AFTER = "24:00";
    private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

    private ScheduleReader() {}

    static Schedule read(YamlMap rule) {
        if (!rule.has("schedule")) {
            return Schedule.ALWAYS;
        }
        List<Schedule.Spell> spells = rule.list("schedule", ScheduleReader::spell);
        if (spells.isEmpty()) {
            rule.problem("schedule", "at least one {days, from, to} is needed; without schedule a rule always watches");
        }
        return new Schedule(spells);
    }

    private static Schedule.Spell spell(YamlMap map) {
        return new Schedule.Spell(days(map), time(map, "from"), time(map, "to"));
    }

    private static Set<DayOfWeek> days(YamlMap map) {
        if (!map.has("days")) {
            return EnumSet.allOf(DayOfWeek.class);
        }
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String day : map.texts("days")) {
            int number = DAYS.indexOf(day.toLowerCase(Locale.ROOT));
            if (number < 0) {
                map.problem("days", "'" + day + "' is none of " + DAYS);
            } else {
                days.add(DayOfWeek.of(number + 1));
            }
        }
        if (days.isEmpty()) {
            map.problem("days", "at least one of " + DAYS + " is needed; absent: every day");
        }
        return days;
    }

    private static LocalTime time(YamlMap map, String key) {
        String text = map.text(key);
        if (key.equals("to") && text.equals(MIDNIGHT_AFTER)) {
            return LocalTime.MIDNIGHT;
        }
        if (text.isEmpty()) {
            return LocalTime.MIDNIGHT; // told already
        }
        if (!TIME.matcher(text).matches()) {
            map.problem(key, "'" + text + "': a time of day such as \"06:30\" is expected");
            return LocalTime.MIDNIGHT;
        }
        return LocalTime.parse(text);
    }
}
