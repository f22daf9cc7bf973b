/** The city on one machine: which parts it has, how they are wired, and how they come up and go down together. */
@NullMarked
package io.cityops.localstack.city;

import org.jspecify.annotations.NullMarked;
