/** From telemetry to indicators and alerts: {@link io.cityops.jobs.CityJob} is the table of contents. */
@NullMarked
package io.cityops.jobs;

import org.jspecify.annotations.NullMarked;
