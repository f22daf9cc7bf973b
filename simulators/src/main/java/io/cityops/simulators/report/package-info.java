/** What a load run gave: the result, and how it is written for people and programs. Documented in docs/load-testing.md. */
@NullMarked
package io.cityops.simulators.report;

import org.jspecify.annotations.NullMarked;
