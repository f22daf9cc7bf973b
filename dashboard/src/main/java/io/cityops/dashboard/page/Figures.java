package io.cityops.dashboard.page;

import io.cityops.dashboard.live.Figure;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A figure as browsers are told of it. */
public final class Figures {
    private Figures() {}

    public static ObjectNode json(Figure figure) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("value", figure.value())
                .put("at", figure.newestReadingMillis())
                .put("expected", figure.expected())
                .put("reporting", figure.reporting())
                .put("quality", figure.quality());
    }
}
