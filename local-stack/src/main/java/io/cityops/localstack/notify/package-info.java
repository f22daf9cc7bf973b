/** Who is told of alarms, and how: the routes that the dashboard's outbox follows. */
@NullMarked
package io.cityops.localstack.notify;

import org.jspecify.annotations.NullMarked;
