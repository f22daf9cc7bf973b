package io.cityops.simulators.replay;

/** What one station recorded at one time; only values that are there. */
record PlayedRow(long recordedAtMillis, ReplayMap.Station station, String[] measures, double[] values) {}
