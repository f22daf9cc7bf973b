/** The embedded TimescaleDB: how its pieces are had, configured, started and given their schema. */
@NullMarked
package io.cityops.localstack.database;

import org.jspecify.annotations.NullMarked;
