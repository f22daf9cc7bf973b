/** Benchmarks of single pieces of code, by JMH. */
@NullMarked
package io.cityops.benchmarks;

import org.jspecify.annotations.NullMarked;
