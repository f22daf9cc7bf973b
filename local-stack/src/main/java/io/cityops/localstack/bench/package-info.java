/** Benchmarks: what is started for them, what is run, and where the reports go. */
@NullMarked
package io.cityops.localstack.bench;

import org.jspecify.annotations.NullMarked;
