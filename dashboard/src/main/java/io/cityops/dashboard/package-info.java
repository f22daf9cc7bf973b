@org.jspecify.annotations.NullMarked
package io.cityops.dashboard;
