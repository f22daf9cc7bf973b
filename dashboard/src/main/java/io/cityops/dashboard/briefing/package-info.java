/** The leaders' briefing: what is wrong, against which targets, and where. */
@NullMarked
package io.cityops.dashboard.briefing;

import org.jspecify.annotations.NullMarked;
