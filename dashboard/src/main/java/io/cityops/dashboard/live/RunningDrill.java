package io.cityops.dashboard.live;

import io.cityops.model.catalogue.Text;

/**
 * The drill that is being played: while it is, figures are its own.
 *
 * @param startedMillis epoch
 * @param endsMillis when it is over by itself, epoch
 */
public record RunningDrill(String id, Text name, long startedMillis, long endsMillis) {}
