/** What wall screens show, as data: layouts of pages, and which screen has which. */
@NullMarked
package io.cityops.dashboard.layout;

import org.jspecify.annotations.NullMarked;
