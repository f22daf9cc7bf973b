package io.cityops.gateway.formats;

import org.jspecify.annotations.Nullable;

/**
 * One scalar of a foreign payload.
 *
 * @param name name or path; empty where only the unit tells what it is
 * @param value {@code Number}, {@code Boolean} or {@code String}
 * @param unit as the payload tells it; null when it does not
 */
record Field(String name, Object value, @Nullable String unit) {}
