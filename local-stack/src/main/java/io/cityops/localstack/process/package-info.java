/** Child processes: how one is started, watched and stopped. */
@NullMarked
package io.cityops.localstack.process;

import org.jspecify.annotations.NullMarked;
