/** The frame of every page for people: its element, its calls and what they all answer. */
@NullMarked
package io.cityops.dashboard.page;

import org.jspecify.annotations.NullMarked;
