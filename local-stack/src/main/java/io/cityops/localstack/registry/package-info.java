/** Devices and people, written into the registry by its own role. */
@NullMarked
package io.cityops.localstack.registry;

import org.jspecify.annotations.NullMarked;
