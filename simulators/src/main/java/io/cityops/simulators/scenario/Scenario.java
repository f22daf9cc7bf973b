package io.cityops.simulators.scenario;

import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.Text;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SequencedSet;
import java.util.TreeSet;

/**
 * What is to happen, and what should be noticed. Immutable.
 *
 * <p>A scenario lies at a date and an hour of the city, which decide rush hours, tide and season. Played, it may begin at
 * any other moment: the city then lives the scenario's time, while devices stamp what they see with the time of the play.
 *
 * @param name of the file, without its ending
 * @param start in the city's time, as the file has it
 * @param duration of what is told; causes may have consequences a little longer
 * @param playedFrom the moment of the play at which {@code start} is
 * @param speed how many times faster than told it is played
 */
public record Scenario(
        String name,
        Text title,
        Text story,
        Instant start,
        Duration duration,
        Backdrop backdrop,
        List<Event> events,
        List<Label> labels,
        Instant playedFrom,
        double speed) {
    private static final Text NO_TEXT = new Text("", "");

    public Scenario {
        events = List.copyOf(events);
        labels = List.copyOf(labels);
    }

    /** As fast as told. */
    public Scenario(
            String name,
            Text title,
            Text story,
            Instant start,
            Duration duration,
            Backdrop backdrop,
            List<Event> events,
            List<Label> labels,
            Instant playedFrom) {
        this(name, title, story, start, duration, backdrop, events, labels, playedFrom, 1);
    }

    /** The city's ordinary life at the time that it is. */
    public static Scenario none() {
        return without("none", Backdrop.ORDINARY);
    }

    /** The city of demonstrations, see {@link Backdrop#SHOWERS}. */
    public static Scenario showers() {
        return without("showers", Backdrop.SHOWERS);
    }

    private static Scenario without(String name, Backdrop backdrop) {
        return new Scenario(
                name, NO_TEXT, NO_TEXT, Instant.EPOCH, Duration.ZERO, backdrop, List.of(), List.of(), Instant.EPOCH);
    }

    /**
     * Reads and checks a file; wards, sectors and severities are checked against the catalogue.
     *
     * @throws ScenarioException when anything in it is wrong
     */
    public static Scenario read(Path file, Catalogue catalogue) throws IOException {
        return new ScenarioReader(file, catalogue).read();
    }

    /** As {@link #read(Path, Catalogue)} for the built-in reference city. */
    public static Scenario read(Path file) throws IOException {
        return read(file, Catalogue.load(null));
    }

    /** The same, played from another moment. */
    public Scenario startingAt(Instant moment) {
        return new Scenario(name, title, story, start, duration, backdrop, events, labels, moment, speed);
    }

    /** The same events at another date and hour of the city, played as they happen. */
    public Scenario takingPlaceAt(Instant moment) {
        return new Scenario(name, title, story, moment, duration, backdrop, events, labels, moment, speed);
    }

    /** The same, with the city's time passing so many times as fast as the play's. */
    public Scenario atSpeed(double timesFaster) {
        return new Scenario(name, title, story, start, duration, backdrop, events, labels, playedFrom, timesFaster);
    }

    /** The same time and backdrop with nothing scripted: what the events are to be compared with. */
    public Scenario withoutEvents() {
        return new Scenario(name, title, story, start, duration, backdrop, List.of(), List.of(), playedFrom, speed);
    }

    /** The moment in the city's life that is shown at a moment of the play. */
    public long cityMillis(long playedMillis) {
        long since = playedMillis - playedFrom.toEpochMilli();
        return start.toEpochMilli() + (speed == 1 ? since : Math.round(since * speed));
    }

    /** The moment of the play at which something so long after the start is due. */
    public Instant playedAt(Duration sinceStart) {
        return playedFrom.plusMillis(Math.round(sinceStart.toMillis() / speed));
    }

    public Instant playedUntil() {
        return playedAt(duration);
    }

    /** Every ward that any event touches, those of the spill-over included, in the order of their codes. */
    public SequencedSet<String> wards() {
        SequencedSet<String> wards = new TreeSet<>();
        for (Event event : events) {
            wards.addAll(event.where());
            wards.addAll(event.spill());
        }
        return wards;
    }
}
