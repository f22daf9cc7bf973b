package io.cityops.dashboard.pipeline;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.Route;
import io.cityops.dashboard.access.Person;
import io.cityops.dashboard.live.CitySnapshot;
import io.cityops.dashboard.page.PageServices;
import io.cityops.dashboard.page.PageView;
import io.cityops.model.catalogue.Text;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /pipeline}: whether every part of the way of the data does what it should, and how fast. */
@Route("pipeline")
@RolesAllowed({"ADMINISTRATOR", "ENGINEER"})
final class PipelineView extends PageView {
    private final PipelineWatch watch;
    private volatile List<PipelineHealth.Part> told = List.of();

    PipelineView(PageServices services, PipelineWatch watch) {
        super(services, "pipeline");
        this.watch = watch;
        addAttachListener(event -> watch.watch());
        addDetachListener(event -> watch.leave());
    }

    @Override
    protected boolean isFor(Person asking, BeforeEnterEvent event) {
        return asking.role().engineers();
    }

    @Override
    protected ObjectNode content(Person asking, CitySnapshot snapshot) {
        return parts(snapshot);
    }

    @Override
    protected boolean hasMore() {
        return !isTold(watch.newest());
    }

    @SuppressWarnings("ReferenceEquality") // another list after each look
    private boolean isTold(List<PipelineHealth.Part> parts) {
        return parts == told;
    }

    @Override
    protected ObjectNode news(Person asking, CitySnapshot before, CitySnapshot snapshot) {
        return hasMore() ? parts(snapshot) : JSON.objectNode();
    }

    private ObjectNode parts(CitySnapshot snapshot) {
        told = watch.newest();
        ObjectNode content = JSON.objectNode().put("newestWrite", snapshot.newestWriteMillis());
        ArrayNode parts = content.putArray("parts");
        told.forEach(part -> {
            ObjectNode node = parts.addObject().put("id", part.id()).put("up", part.up());
            ArrayNode figures = node.putArray("figures");
            part.figures()
                    .forEach(figure -> figures.addObject()
                            .put("id", figure.id())
                            .put("unit", figure.unit())
                            .put("value", figure.value())
                            .put("limit", figure.limit()));
        });
        return content;
    }

    @Override
    protected Optional<JsonNode> answer(Person asking, String question, JsonNode about) {
        return Optional.empty();
    }

    @Override
    protected Text title() {
        return new Text("Đường dữ liệu", "Pipeline");
    }
}
