/** The commands of {@code ./cityops}, one class each. */
@NullMarked
package io.cityops.localstack.command;

import org.jspecify.annotations.NullMarked;
