/** Pictures of cameras. */
@NullMarked
package io.cityops.dashboard.camera;

import org.jspecify.annotations.NullMarked;
