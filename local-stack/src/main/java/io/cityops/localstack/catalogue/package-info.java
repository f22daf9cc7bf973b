/** Versions of the running city's catalogue: checked, stored, listed, restored. */
@NullMarked
package io.cityops.localstack.catalogue;

import org.jspecify.annotations.NullMarked;
