/** What every open page shares: the beat that tells it what is new, how it wants to look, and when it must go. */
@NullMarked
package io.cityops.dashboard.screen;

import org.jspecify.annotations.NullMarked;
