/** The one-machine stack: the command line, and what every part of it shares. */
@NullMarked
package io.cityops.localstack;

import org.jspecify.annotations.NullMarked;
