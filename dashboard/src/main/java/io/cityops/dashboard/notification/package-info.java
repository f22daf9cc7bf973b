/** Tells people who are not looking: from the outbox in the database by e-mail, webhook and SMS gateway. */
@NullMarked
package io.cityops.dashboard.notification;

import org.jspecify.annotations.NullMarked;
