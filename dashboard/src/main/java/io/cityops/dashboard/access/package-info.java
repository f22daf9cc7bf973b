/** Who may see and do what: people and wall screens, their roles, areas and sectors. */
@NullMarked
package io.cityops.dashboard.access;

import org.jspecify.annotations.NullMarked;
