package io.cityops.localstack.drill;

import java.time.Instant;

/** A step of a label's procedure that somebody ticked; the first is 1. */
public record DoneStep(String label, int step, Instant at, String actor) {}
