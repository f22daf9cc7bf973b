package io.cityops.dashboard.screen;

import com.vaadin.flow.server.CustomizedSystemMessages;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import org.springframework.stereotype.Component;

/** Keeps Vaadin's own notices off the wall: it says itself when the connection is gone, and comes back by itself. */
@Component
final class QuietNotices implements VaadinServiceInitListener {
    private static final int RECONNECT_MILLIS = 2_000;

    @Override
    public void serviceInit(ServiceInitEvent event) {
        CustomizedSystemMessages silent = new CustomizedSystemMessages();
        // Without a notice and an address the page is loaded anew, and the remember-me token signs it in.
        silent.setSessionExpiredNotificationEnabled(false);
        silent.setInternalErrorNotificationEnabled(false);
        silent.setCookiesDisabledNotificationEnabled(false);
        event.getSource().setSystemMessagesProvider(about -> silent);
        event.getSource().addUIInitListener(init -> {
            init.getUI().getReconnectDialogConfiguration().setDialogText("");
            init.getUI().getReconnectDialogConfiguration().setDialogTextGaveUp("");
            init.getUI().getReconnectDialogConfiguration().setReconnectInterval(RECONNECT_MILLIS);
            init.getUI().getReconnectDialogConfiguration().setReconnectAttempts(Integer.MAX_VALUE);
        });
    }
}
