package io.cityops.jobs.intake;

/** So many devices of a type more, or fewer, are expected in an area. */
public class Headcount {
    public String area = "";
    public String deviceType = "";
    public int change;
    /** The drill whose twins they are; empty in ordinary life. */
    public String drill = "";

    /** When they are being worked on, as {@link io.cityops.model.registry.MaintenanceWindow#text} has it. */
    public String maintenance = "";

    public static Headcount of(String area, String deviceType, int change, String drill) {
        return of(area, deviceType, change, drill, "");
    }

    public static Headcount of(String area, String deviceType, int change, String drill, String maintenance) {
        Headcount headcount = new Headcount();
        headcount.area = area;
        headcount.deviceType = deviceType;
        headcount.change = change;
        headcount.drill = drill;
        headcount.maintenance = maintenance;
        return headcount;
    }

    public String key() {
        return Drill.key(area, drill);
    }
}
