/** Devices, and how they prove who they are. */
@NullMarked
package io.cityops.model.registry;

import org.jspecify.annotations.NullMarked;
