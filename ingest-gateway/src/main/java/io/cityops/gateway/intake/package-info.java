/** The judgement of one message: what of it is good, what is refused, and why. */
@NullMarked
package io.cityops.gateway.intake;

import org.jspecify.annotations.NullMarked;
