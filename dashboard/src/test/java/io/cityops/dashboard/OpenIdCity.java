package io.cityops.dashboard;

import com.microsoft.playwright.Page;
import java.util.Map;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;

/** A city's OpenID provider, whose people sign in by a form; whoever is asked for exists. */
final class OpenIdCity implements AutoCloseable {
    private static final String ISSUER = "city";

    private final MockOAuth2Server server =
            new MockOAuth2Server(OAuth2Config.Companion.fromJson("{\"interactiveLogin\": true}"));

    private final Relay relay;

    OpenIdCity() {
        server.start();
        relay = new Relay(server.baseUrl().port());
    }

    /** What a dashboard is told of it. */
    Map<String, String> settings() {
        return Map.of(
                "CITYOPS_OPENID_ISSUER", address() + ISSUER,
                "CITYOPS_OPENID_CLIENT", "cityops",
                "CITYOPS_OPENID_SECRET", "only-for-this-test",
                "CITYOPS_OPENID_LABEL", "Cổng định danh");
    }

    String address() {
        return "http://127.0.0.1:" + relay.port() + "/";
    }

    /** As if its machine were off; it keeps its keys. */
    void goAway() {
        relay.cut();
    }

    void comeBack() {
        relay.mend();
    }

    /**
     * Fills in its form, which is open.
     *
     * @param subject never changes
     * @param name may be somebody else's tomorrow
     */
    void signIn(Page page, String subject, String name) {
        page.fill("[name=username]", subject);
        page.fill("[name=claims]", "{\"preferred_username\": \"" + name + "\"}");
        page.click("[type=submit]");
    }

    @Override
    public void close() {
        relay.close();
        server.shutdown();
    }
}
