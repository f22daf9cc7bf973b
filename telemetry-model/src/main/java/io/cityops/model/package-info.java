/** The words that every part of CityOps shares. Nothing here does input or output beyond reading its own resources. */
@NullMarked
package io.cityops.model;

import org.jspecify.annotations.NullMarked;
