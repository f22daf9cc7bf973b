package io.cityops.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.cityops.dashboard.OpenCity.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signing in by an OpenID provider: the packaged dashboard, a provider and a browser. */
class OpenIdIT extends Visiting {
    private static final Pattern DESK = Pattern.compile(".*/desk$");
    private static final Pattern SIGN_IN = Pattern.compile(".*/sign-in(\\?.*)?$");

    private BrowserContext screen;

    @BeforeEach
    void openScreen() {
        screen = strangersScreen();
    }

    @Test
    void whoHasAnAccountComesInWithItsRightsAndLeavesTheProviderToo() throws Exception {
        city.account("tudinhdanh", PASSWORD, "operator");
        city.openId("tudinhdanh", "nguyen.van.tu");
        Page page = screen.newPage();

        comeIn(page, "subject-1", "nguyen.van.tu");

        assertThat(page).hasURL(DESK);
        assertThat(page.locator("city-page #main")).isVisible();
        assertThat(screen.storageState())
                .as("a browser is not remembered past the session")
                .contains("cityops-session")
                .doesNotContain("cityops-remember");
        assertThat(city.audit()).contains("tudinhdanh session.open tudinhdanh");
        page.navigate(shared.dashboard.address("/devices"));
        assertThat(page.locator("devices-page")).hasCount(0);

        page.navigate(shared.dashboard.address("/desk"));
        page.waitForRequest(
                request -> request.url().startsWith(shared.provider.address())
                        && request.url().contains("endsession"),
                () -> page.locator("[data-sign-out]").click());
        assertThat(page).hasURL(SIGN_IN);
    }

    @Test
    void whoHasNoAccountIsToldSoAndStaysOutside() {
        Page page = screen.newPage();

        comeIn(page, "subject-2", "nobody.we.know");

        assertThat(page).hasURL(SIGN_IN);
        assertThat(page.locator("[data-failure]")).containsText("không có tài khoản nào dành cho bạn");
    }

    @Test
    void whoTakesOverANameAtTheProviderIsNotTakenForWhoHadIt() throws Exception {
        city.account("nguoicu", PASSWORD, "leader");
        city.openId("nguoicu", "truong.phong");
        try (BrowserContext first = shared.browser.screen()) {
            Page page = first.newPage();
            comeIn(page, "subject-3", "truong.phong");
            assertThat(page).not().hasURL(SIGN_IN);
        }
        Page page = screen.newPage();

        comeIn(page, "subject-4", "truong.phong");

        assertThat(page.locator("[data-failure]")).isVisible();
        assertThat(city.audit()).contains("nguoicu session.refuse nguoicu");
    }

    @Test
    void whoseOpenIdNameWasTakenAwayIsPutOutWithinSeconds() throws Exception {
        city.account("thoiviec", PASSWORD, "operator");
        city.openId("thoiviec", "tran.thoi.viec");
        Page page = screen.newPage();
        comeIn(page, "subject-5", "tran.thoi.viec");
        assertThat(page).hasURL(DESK);

        city.openId("thoiviec", null);

        assertThat(page).hasURL(SIGN_IN);
        comeIn(page, "subject-5", "tran.thoi.viec");
        assertThat(page.locator("[data-failure]")).isVisible();
    }

    @ParameterizedTest
    @CsvSource({
        "vi, Hệ thống định danh hiện không trả lời, Hãy dùng mật khẩu",
        "en, The identity provider does not answer, Use your password"
    })
    void whileTheProviderIsAwayThatIsSaidLocalAccountsComeInAndLaterItServesByItself(
            String language, String said, String remedy) throws Exception {
        String name = "vang-" + language;
        city.account(name, PASSWORD, "operator");
        city.openId(name, "person." + name);
        Page page = screen.newPage();
        comeIn(page, "subject-" + name, "person." + name);
        assertThat(page).hasURL(DESK);

        shared.provider.goAway();
        try {
            page.locator("[data-sign-out]").click();
            assertThat(page).hasURL(SIGN_IN);
            page.navigate(shared.dashboard.address("/sign-in?lang=" + language));
            page.locator("[data-openid]").click();

            assertThat(page).hasURL(SIGN_IN);
            assertThat(page.locator("[data-failure]")).containsText(said);
            assertThat(page.locator("[data-failure]")).containsText(remedy);
            assertThat(page.content()).doesNotContain("Exception", "java.");
            page.fill("#username", name);
            page.fill("#password", PASSWORD);
            page.click("button[type=submit]");
            assertThat(page).hasURL(DESK);
            page.locator("[data-sign-out]").click();
            assertThat(page).hasURL(SIGN_IN);
        } finally {
            shared.provider.comeBack();
        }
        comeIn(page, "subject-" + name, "person." + name);
        assertThat(page).hasURL(DESK);
    }

    @Test
    void whoComesBackWithoutHavingBeenSentIsTurnedAway() throws Exception {
        assertThat(shared.dashboard
                        .get("/sign-in/openid/back/city?code=1&state=2")
                        .headers()
                        .firstValue("Location"))
                .hasValueSatisfying(address -> assertThat(address).contains("/sign-in?failed=provider"));
    }

    private static void comeIn(Page page, String subject, String name) {
        page.navigate(shared.dashboard.address("/sign-in"));
        page.locator("[data-openid]").click();
        shared.provider.signIn(page, subject, name);
    }
}
