/** What is done where a device's readings come together: copies, doubts, first sums. */
@NullMarked
package io.cityops.jobs.device;

import org.jspecify.annotations.NullMarked;
