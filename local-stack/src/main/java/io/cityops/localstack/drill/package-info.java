/** Drills: a scenario played into the running city by twins of its devices, and the score of who noticed what. */
@NullMarked
package io.cityops.localstack.drill;

import org.jspecify.annotations.NullMarked;
