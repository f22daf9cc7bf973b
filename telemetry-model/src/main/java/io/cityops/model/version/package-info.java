/** Versions of the catalogue: as they are stored, and as they travel. */
@NullMarked
package io.cityops.model.version;

import org.jspecify.annotations.NullMarked;
