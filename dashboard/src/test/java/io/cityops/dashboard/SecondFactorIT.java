package io.cityops.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.cityops.dashboard.OpenCity.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.cityops.dashboard.signin.AuthenticatorApp;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A code beside the password, from the QR code to the last recovery code: the packaged dashboard and a browser. */
class SecondFactorIT extends Visiting {
    private static final Pattern SIGN_IN = Pattern.compile(".*/sign-in.*");
    private static final Pattern IN = Pattern.compile("^(?!.*sign-in).*$");

    private BrowserContext screen;

    @BeforeEach
    void openScreen() {
        screen = strangersScreen();
    }

    @Test
    void anAccountThatTurnedItOnAsksForACodeThatIsGoodOnce() throws Exception {
        city.account("haiyeuto", PASSWORD, "operator");
        Page page = screen.newPage();
        signIn(page, "haiyeuto", "");
        assertThat(page).hasURL(IN);
        page.navigate(shared.dashboard.address("/account"));
        page.locator("[data-begin]").click();
        assertThat(page.locator("[data-qr] path")).hasAttribute("d", Pattern.compile("M.*"));
        AuthenticatorApp app =
                new AuthenticatorApp(page.locator("[data-secret]").innerText());
        page.locator("[data-code]").fill("000000");
        page.locator("[data-confirm]").click();
        assertThat(page.locator("[data-notice]")).not().isEmpty();
        page.locator("[data-code]").fill(app.code());
        page.locator("[data-confirm]").click();
        assertThat(page.locator("[data-recovery]")).hasCount(10);
        String recovery = page.locator("[data-recovery]").first().innerText();
        page.locator("[data-activate]").click();

        // neither the open page nor what the browser remembers is enough any more
        assertThat(page).hasURL(SIGN_IN);
        signIn(page, "haiyeuto", "");
        assertThat(page.locator("[data-failure]")).containsText("mã xác thực");
        signIn(page, "haiyeuto", app.wrongCode());
        assertThat(page.locator("[data-failure]")).isVisible();
        String code = app.codeAfter();
        signIn(page, "haiyeuto", code);
        assertThat(page).hasURL(IN);
        try (BrowserContext thief = shared.browser.screen()) {
            Page elsewhere = thief.newPage();
            signIn(elsewhere, "haiyeuto", code);
            assertThat(elsewhere.locator("[data-failure]")).isVisible();
            assertThat(elsewhere).hasURL(SIGN_IN);
        }
        try (BrowserContext other = shared.browser.from("10.9.9.9")) {
            Page elsewhere = other.newPage();
            signIn(elsewhere, "haiyeuto", recovery);
            assertThat(elsewhere).hasURL(IN);
            elsewhere.navigate(shared.dashboard.address("/account"));
            assertThat(elsewhere.locator("[data-factor=confirmed]")).containsText("9");
        }
        try (BrowserContext again = shared.browser.from("10.9.9.8")) {
            Page elsewhere = again.newPage();
            signIn(elsewhere, "haiyeuto", recovery);
            assertThat(elsewhere.locator("[data-failure]")).isVisible();
        }
        assertThat(city.audit())
                .contains("haiyeuto account.second-factor haiyeuto", "haiyeuto account.recovery-code haiyeuto");
    }

    @Test
    void anAdministratorTurnsItOffForWhoLostTheirDeviceAndNobodyElseDoes() throws Exception {
        city.account("matmay", PASSWORD, "operator");
        city.secondFactor("matmay");
        Page page = screen.newPage();
        signIn(page, "matmay", "");
        assertThat(page.locator("[data-failure]")).containsText("mã xác thực");
        assertThat(city.dropSecondFactor("lan", "matmay")).isEqualTo("not-allowed");

        assertThat(city.dropSecondFactor("quan", "matmay")).isEqualTo("done");

        signIn(page, "matmay", "");
        assertThat(page).hasURL(IN);
    }

    private static void signIn(Page page, String name, String code) {
        page.navigate(shared.dashboard.address("/sign-in"));
        page.fill("#username", name);
        page.fill("#password", PASSWORD);
        page.fill("#code", code);
        page.click("button[type=submit]");
    }
}
