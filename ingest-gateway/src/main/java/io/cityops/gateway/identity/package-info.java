/** Who is at the door: tokens, client certificates, and how long a stranger who fails is kept waiting. */
@NullMarked
package io.cityops.gateway.identity;

import org.jspecify.annotations.NullMarked;
