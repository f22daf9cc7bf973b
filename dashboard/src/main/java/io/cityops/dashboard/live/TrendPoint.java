package io.cityops.dashboard.live;

/** One minute of a city figure's line; the time is the window's start, epoch. */
public record TrendPoint(long atMillis, double value) {}
