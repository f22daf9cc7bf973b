/** Watching over child processes: started, asked how they are, restarted when they die, stopped in order. */
@NullMarked
package io.cityops.localstack.supervision;

import org.jspecify.annotations.NullMarked;
