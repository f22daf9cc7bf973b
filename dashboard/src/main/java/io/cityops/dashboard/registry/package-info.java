/** The engineers' pages: devices and their import, refused messages, the audit. */
@NullMarked
package io.cityops.dashboard.registry;

import org.jspecify.annotations.NullMarked;
