package io.cityops.jobs.intake;

/** So many devices of a type more, or fewer, are expected in an area. */
public class Headcount {
    public String area = "";
    public String deviceType = "";
    public int change;
    /** The drill whose twins they are; empty in ordinary life. */
    public String drill = "";

    public static Headcount of(String area, String deviceType, int change, String drill) {
        Headcount headcount = new Headcount();
        headcount.area = area;
        headcount.deviceType = deviceType;
        headcount.change = change;
        headcount.drill = drill;
        return headcount;
    }

    public String key() {
        return Drill.key(area, drill);
    }
}
