/** What is unusual in a series of a device's measure, judged one observation at a time. */
@NullMarked
package io.cityops.jobs.detect;

import org.jspecify.annotations.NullMarked;
