/** Configuration from the environment, validated. */
@NullMarked
package io.cityops.model.settings;

import org.jspecify.annotations.NullMarked;
