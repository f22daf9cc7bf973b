/** How much of the gateway one device, one connection or one address may use. */
@NullMarked
package io.cityops.gateway.limits;

import org.jspecify.annotations.NullMarked;
