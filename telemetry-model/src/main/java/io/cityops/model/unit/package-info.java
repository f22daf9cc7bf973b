/** Units of measurement as devices write them, and their conversion. */
@NullMarked
package io.cityops.model.unit;

import org.jspecify.annotations.NullMarked;
