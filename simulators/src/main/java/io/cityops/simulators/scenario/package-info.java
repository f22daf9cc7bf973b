/** What is to happen in the simulated city, and what a good operator should notice of it, as files. */
@NullMarked
package io.cityops.simulators.scenario;

import org.jspecify.annotations.NullMarked;
