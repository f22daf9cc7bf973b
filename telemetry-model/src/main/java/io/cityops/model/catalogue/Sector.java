package io.cityops.model.catalogue;

/** A field of the city's work; its id begins the id of each of its indicators. */
public record Sector(String id, Text name) {}
