package io.cityops.dashboard;

import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.component.page.Push;
import com.vaadin.flow.server.AppShellSettings;
import com.vaadin.flow.shared.communication.PushMode;
import com.vaadin.flow.shared.ui.Transport;
import io.cityops.dashboard.notification.NotificationSettings;
import io.cityops.dashboard.pipeline.PipelineSettings;
import io.cityops.dashboard.signin.OpenIdSettings;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.CatalogueException;
import io.cityops.model.catalogue.FollowedCatalogue;
import io.cityops.model.settings.Settings;
import io.cityops.model.settings.SettingsException;
import java.util.Map;
import java.util.Optional;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The dashboard server: the wall, and whoever signs in to see it.
 *
 * <p>The browser speaks by XHR, so that a request has a response in which a cookie can be set or cleared; the server
 * speaks by WebSocket.
 */
@Push(value = PushMode.AUTOMATIC, transport = Transport.WEBSOCKET_XHR)
@SpringBootApplication
public class Dashboard implements AppShellConfigurator {

    public static void main(String[] arguments) {
        try {
            start(Settings.fromEnvironment());
        } catch (SettingsException | CatalogueException e) {
            LoggerFactory.getLogger(Dashboard.class).error("The dashboard cannot start: {}", e.getMessage());
            System.exit(2);
        }
    }

    private static void start(Settings variables) {
        DashboardSettings settings = DashboardSettings.from(variables);
        NotificationSettings notifications = NotificationSettings.from(variables);
        Optional<OpenIdSettings> openId = OpenIdSettings.from(variables);
        PipelineSettings pipeline = PipelineSettings.from(variables);
        FollowedCatalogue catalogue = new FollowedCatalogue(Catalogue.load(settings.catalogueFolder()));
        SpringApplication application = new SpringApplication(Dashboard.class);
        application.addInitializers(context -> {
            context.getBeanFactory().registerSingleton("settings", settings);
            context.getBeanFactory().registerSingleton("notifications", notifications);
            context.getBeanFactory().registerSingleton("pipeline", pipeline);
            openId.ifPresent(provider -> context.getBeanFactory().registerSingleton("openId", provider));
            context.getBeanFactory().registerSingleton("catalogue", catalogue);
        });
        application.setDefaultProperties(
                Map.of("server.address", settings.bind(), "server.port", Integer.toString(settings.port())));
        application.run();
    }

    @Override
    public void configurePage(AppShellSettings page) {
        page.setPageTitle("CityOps");
        page.addFavIcon("icon", "icon.svg", "any");
        page.setViewport("width=device-width, initial-scale=1");
        page.setBodySize("100vw", "100vh");
    }
}
