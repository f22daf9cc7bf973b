package io.cityops.simulators.scenario;

/** What happens by chance around a scenario's events. */
public enum Backdrop {
    /** Nothing: demand, tide and weather take their course, but no shower, accident, fire or outage comes by itself. */
    CALM,
    /** An ordinary life: showers, accidents, fires and outages as often as the season and the hour bring them. */
    ORDINARY,
    /**
     * An ordinary life, and one slow heavy shower after the other over the wards whose streets flood first, so that whoever
     * looks at a demonstration finds water on a street at any hour. Not a likely day.
     */
    SHOWERS
}
