/** How devices of different makes and networks write what they have seen. */
@NullMarked
package io.cityops.simulators.dialect;

import org.jspecify.annotations.NullMarked;
