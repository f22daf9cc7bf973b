package io.cityops.dashboard.wall;

import com.vaadin.flow.component.ClientCallable;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.dependency.NpmPackage;
import com.vaadin.flow.component.page.PendingJavaScriptResult;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The element that draws the wall; passes on what the browser asks, and says whether it still takes in what it is sent. */
@Tag("city-wall")
@JsModule("./wall/city-wall.ts")
@NpmPackage(value = "@fontsource-variable/inter", version = "5.3.0")
final class CityWall extends Component {
    /** What a person at the screen wants. */
    interface Wishes {
        void choose(String indicator);

        void view(String view);

        String acknowledge(String alert, String comment);

        JsonNode passport(String indicator, String area);

        void language(String language);

        void ground(String ground);

        void signOut();
    }

    private final Wishes wishes;
    private @Nullable PendingJavaScriptResult newest;

    CityWall(Wishes wishes) {
        this.wishes = wishes;
    }

    void configure(ObjectNode configuration) {
        newest = getElement().callJsFunction("configure", configuration);
    }

    void update(ObjectNode update) {
        newest = getElement().callJsFunction("update", update);
    }

    void heartbeat(Instant now) {
        newest = getElement().callJsFunction("heartbeat", now.toEpochMilli());
    }

    /** False while what was last said still waits for a lost connection: more would only pile up. */
    boolean isTakingIn() {
        return newest == null || newest.isSentToBrowser();
    }

    @ClientCallable
    void choose(String indicator) {
        wishes.choose(indicator);
    }

    @ClientCallable
    void view(String view) {
        wishes.view(view);
    }

    @ClientCallable
    String acknowledge(String alert, String comment) {
        return wishes.acknowledge(alert, comment);
    }

    @ClientCallable
    JsonNode passport(String indicator, String area) {
        return wishes.passport(indicator, area);
    }

    @ClientCallable
    void language(String language) {
        wishes.language(language);
    }

    @ClientCallable
    void ground(String ground) {
        wishes.ground(ground);
    }

    @ClientCallable
    void signOut() {
        wishes.signOut();
    }
}
