/** What those who run the gateway see: meters and health. */
@NullMarked
package io.cityops.gateway.operations;

import org.jspecify.annotations.NullMarked;
