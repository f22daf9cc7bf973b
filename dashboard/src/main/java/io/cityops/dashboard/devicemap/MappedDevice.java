package io.cityops.dashboard.devicemap;

/**
 * A device with a place.
 *
 * @param x kilometres to the east of the middle of the city
 * @param y kilometres to the south of it
 * @param state {@code reporting}, {@code silent}, {@code never-seen} or {@code disabled}
 */
record MappedDevice(String id, String type, String sector, String area, double x, double y, String state) {}
