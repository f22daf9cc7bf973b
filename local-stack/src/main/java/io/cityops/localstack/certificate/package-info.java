/** The operator's own certificate authority, which vouches for devices on MQTTS. */
@NullMarked
package io.cityops.localstack.certificate;

import org.jspecify.annotations.NullMarked;
