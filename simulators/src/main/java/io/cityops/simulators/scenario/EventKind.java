package io.cityops.simulators.scenario;

/** What a scenario can make happen in its wards; the magnitude says how much. */
public enum EventKind {
    /** Rain, at its height so many mm/h. */
    RAIN("mm/h", 0, 250, Shape.SWELL),
    /** The river stands so many metres higher than tide and season say. */
    SURGE("m", -1, 3, Shape.SWELL),
    /** So many degrees hotter. */
    HEAT("°C", -10, 12, Shape.SWELL),
    /** So much PM2.5 more, as from burning waste. */
    SMOKE("µg/m³", 0, 600, Shape.SWELL),
    /** So many dB(A) louder. */
    NOISE("dBA", 0, 50, Shape.PLATEAU),
    /** An accident takes this share of the road's capacity; the queue spills over. */
    ACCIDENT("share of capacity", 0, 0.95, Shape.SUDDEN),
    /** A closed road or bridge takes this share of the capacity; the queue spills over. */
    CLOSURE("share of capacity", 0, 0.98, Shape.SUDDEN),
    /** So many times the usual traffic wants to pass. */
    DEMAND("times the usual", 0, 5, Shape.PLATEAU),
    /** So many people a square metre more at the places of gathering. */
    CROWD("people/m²", 0, 9, Shape.SWELL),
    /** So much more feeder load, of the rated load. */
    LOAD("% of rated", -100, 120, Shape.PLATEAU),
    /** This share of the customers has no power; lamps, signals and links go with it. */
    OUTAGE("share of customers", 0, 1, Shape.SUDDEN),
    /** This share of the streetlights stays dark. */
    DARKNESS("share of lamps", 0, 1, Shape.SUDDEN),
    /** This share of the pumps fails. */
    PUMP_FAILURE("share of pumps", 0, 1, Shape.SUDDEN),
    /** A fire; 1 is a house, 5 a market or a factory. */
    FIRE("houses", 0, 10, Shape.PLATEAU),
    /** So many times the usual emergency calls. */
    CALLS("times the usual", 0, 50, Shape.PLATEAU),
    /** So many more reports to 1022 in an hour and ward. */
    REPORTS("reports/h", 0, 500, Shape.PLATEAU),
    /** This share of those who work on reports and dossiers is away: what comes is closed later. */
    BACKLOG("share of hands", 0, 1, Shape.PLATEAU),
    /** This share of the dossiers that would have come online cannot. */
    PORTAL_DOWN("share of online", 0, 1, Shape.SUDDEN),
    /** So many injured people arrive in an hour. */
    CASUALTIES("people/h", 0, 500, Shape.SWELL),
    /** This share of the ambulances cannot leave. */
    AMBULANCES_AWAY("share of ambulances", 0, 1, Shape.SUDDEN),
    /** Links lose this share of their packets; at 1 they are down. */
    LINK_LOSS("share of packets", 0, 1, Shape.SUDDEN),
    /** So many intrusion events a minute at each sensor. */
    INTRUSION("events/min", 0, 10_000, Shape.PLATEAU),
    /** This share of the devices is cut off and sends what it kept when it is back. */
    DEVICES_CUT("share of devices", 0, 1, Shape.SUDDEN);

    private final String unit;
    private final double least;
    private final double most;
    private final Shape shape;

    EventKind(String unit, double least, double most, Shape shape) {
        this.unit = unit;
        this.least = least;
        this.most = most;
        this.shape = shape;
    }

    public String unit() {
        return unit;
    }

    public double least() {
        return least;
    }

    public double most() {
        return most;
    }

    Shape shape() {
        return shape;
    }

    /** How an event comes and goes over its time: from 0 to 1 and back. */
    enum Shape {
        /** All at once, for the whole time. */
        SUDDEN(0),
        /** Within a tenth of the time, then steady, then gone as quickly. */
        PLATEAU(0.1),
        /** Rises over a quarter of the time and falls over the last. */
        SWELL(0.25);

        private final double edge;

        Shape(double edge) {
            this.edge = edge;
        }

        /** @param share of the event's time gone, in [0,1) */
        double at(double share) {
            double fromNearerEnd = Math.min(share, 1 - share);
            if (edge == 0 || fromNearerEnd >= edge) {
                return 1;
            }
            double rise = fromNearerEnd / edge;
            return rise * rise * (3 - 2 * rise);
        }
    }
}
