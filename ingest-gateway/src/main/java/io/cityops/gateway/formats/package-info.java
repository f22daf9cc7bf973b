/** Foreign payloads, from bytes to what each device saw: pure readers, and the catalogue's mappings applied to them. */
@NullMarked
package io.cityops.gateway.formats;

import org.jspecify.annotations.NullMarked;
