/** Serving what is asked for in the dashboard and needs more than its database. */
@NullMarked
package io.cityops.localstack.desk;

import org.jspecify.annotations.NullMarked;
