/** Refused messages on their way through the gateway once more. */
@NullMarked
package io.cityops.model.replay;

import org.jspecify.annotations.NullMarked;
