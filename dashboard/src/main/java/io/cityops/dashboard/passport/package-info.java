/** What stands behind a figure. */
@NullMarked
package io.cityops.dashboard.passport;

import org.jspecify.annotations.NullMarked;
