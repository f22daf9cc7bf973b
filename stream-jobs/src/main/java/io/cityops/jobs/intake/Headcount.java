package io.cityops.jobs.intake;

/** So many devices of a type more, or fewer, are expected in an area. */
public class Headcount {
    public String area = "";
    public String deviceType = "";
    public int change;

    public static Headcount of(String area, String deviceType, int change) {
        Headcount headcount = new Headcount();
        headcount.area = area;
        headcount.deviceType = deviceType;
        headcount.change = change;
        return headcount;
    }
}
