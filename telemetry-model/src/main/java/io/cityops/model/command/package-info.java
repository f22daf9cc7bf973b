/** What the city tells its devices. */
@NullMarked
package io.cityops.model.command;

import org.jspecify.annotations.NullMarked;
