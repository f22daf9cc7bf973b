package io.cityops.dashboard.page;

import com.vaadin.flow.component.ClientCallable;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.dependency.NpmPackage;
import com.vaadin.flow.component.page.PendingJavaScriptResult;
import java.time.Instant;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The element that draws a page; passes on what the browser asks, and says whether it still takes in what it is sent. */
@Tag("city-page")
@JsModule("./page/city-page.ts")
@NpmPackage(value = "@fontsource-variable/inter", version = "5.3.0")
@NpmPackage(value = "echarts", version = "6.1.0")
final class CityPage extends Component {
    private final BiFunction<String, JsonNode, JsonNode> answers;
    private @Nullable PendingJavaScriptResult newest;

    /** @param answers from the name of a question and what is asked, under the UI's lock */
    CityPage(BiFunction<String, JsonNode, JsonNode> answers) {
        this.answers = answers;
    }

    void configure(ObjectNode configuration) {
        newest = getElement().callJsFunction("configure", configuration);
    }

    void tell(ObjectNode news) {
        newest = getElement().callJsFunction("tell", news);
    }

    void heartbeat(Instant now) {
        newest = getElement().callJsFunction("heartbeat", now.toEpochMilli());
    }

    /** False while what was last said still waits for a lost connection: more would only pile up. */
    boolean isTakingIn() {
        return newest == null || newest.isSentToBrowser();
    }

    @ClientCallable
    JsonNode ask(String question, JsonNode about) {
        return answers.apply(question, about);
    }
}
