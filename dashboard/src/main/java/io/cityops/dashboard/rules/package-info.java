/** {@code /rules}: the rules that raise alarms, and their versions from draft to active. */
@NullMarked
package io.cityops.dashboard.rules;

import org.jspecify.annotations.NullMarked;
