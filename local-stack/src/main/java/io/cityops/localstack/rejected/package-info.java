/** Refused messages: found, and sent through the gateway once more. */
@NullMarked
package io.cityops.localstack.rejected;

import org.jspecify.annotations.NullMarked;
