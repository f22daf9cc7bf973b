/** How the way of the data is: rates, lag, latency and errors of every part, read from their own meters. */
@NullMarked
package io.cityops.dashboard.pipeline;

import org.jspecify.annotations.NullMarked;
