/** Wall screens that are let in without a person: pairing, their identity, and its end. */
@NullMarked
package io.cityops.dashboard.kiosk;

import org.jspecify.annotations.NullMarked;
