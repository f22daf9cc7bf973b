package io.cityops.simulators.city;

/**
 * A ward as the model sees it.
 *
 * @param index its place among the wards
 * @param middle its centroid
 * @param radiusKm of a circle of its area
 * @param urban from 0 (mangrove) to 1 (the centre)
 * @param people who live there; an estimate where the catalogue does not know
 * @param key a number of its own, for {@link Dice}
 */
record Ward(int index, Place middle, double radiusKm, double urban, int people, long key) {
    String code() {
        return middle.area();
    }
}
