/** What the city watches: areas, sectors, device types, measures, indicators and rules, read from YAML. */
@NullMarked
package io.cityops.model.catalogue;

import org.jspecify.annotations.NullMarked;
