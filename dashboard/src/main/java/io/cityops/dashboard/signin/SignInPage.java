package io.cityops.dashboard.signin;

import io.cityops.model.catalogue.Area;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.Text;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/** The form to sign in: plain HTML without a script, so that it works as soon as the server answers. */
@RestController
class SignInPage {
    static final String PATH = "/sign-in";

    private static final Map<String, Text> FAILURES = Map.of(
            "refused",
                    new Text(
                            "Tên tài khoản, mật khẩu hoặc mã không đúng, hoặc tài khoản đã bị khóa.",
                            "The account, the password or the code is wrong, or the account is disabled."),
            "code",
                    new Text(
                            "Tài khoản này cần thêm mã xác thực. Hãy nhập lại mật khẩu cùng mã sáu số, hoặc một mã dự phòng.",
                            "This account asks for a code too. Enter the password again with the six digits, or a recovery code."),
            "wait",
                    new Text(
                            "Quá nhiều lần thử không thành công. Hãy chờ một lát rồi thử lại.",
                            "Too many failed attempts. Wait a while and try again."),
            "away",
                    new Text(
                            "Cơ sở dữ liệu hiện không trả lời. Hãy thử lại sau ít giây.",
                            "The database does not answer at the moment. Try again in a few seconds."),
            "stranger",
                    new Text(
                            "Hệ thống định danh biết bạn, nhưng ở đây không có tài khoản nào dành cho bạn. Hãy hỏi quản trị viên.",
                            "The identity provider knows you, but no account here is yours. Ask an administrator."),
            "provider-away",
                    new Text(
                            "Hệ thống định danh hiện không trả lời. Hãy dùng mật khẩu, hoặc thử lại sau ít phút.",
                            "The identity provider does not answer at the moment. Use your password, or try again in a few minutes."),
            "provider",
                    new Text(
                            "Không đăng nhập được qua hệ thống định danh. Hãy thử lại, hoặc dùng mật khẩu.",
                            "The identity provider could not sign you in. Try again, or use your password."));

    private final Catalogue catalogue;
    private final @Nullable OpenIdSettings openId;

    SignInPage(Catalogue catalogue, ObjectProvider<OpenIdSettings> openId) {
        this.catalogue = catalogue;
        this.openId = openId.getIfAvailable();
    }

    private Text city() {
        Area root = catalogue.area(Area.CITY);
        return root == null ? new Text("CityOps", "CityOps") : root.name();
    }

    @GetMapping(PATH)
    ResponseEntity<String> form(
            CsrfToken token,
            @RequestParam(name = "lang", required = false) @Nullable String asked,
            @RequestParam(name = "failed", required = false) @Nullable String failed,
            @CookieValue(name = "cityops-lang", required = false) @Nullable String remembered) {
        Locale locale = Locale.of("en".equals(asked == null ? remembered : asked) ? "en" : "vi");
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/html;charset=UTF-8"))
                .cacheControl(CacheControl.noStore())
                .body(html(locale, token, failed == null ? null : FAILURES.get(failed)));
    }

    private String byProvider(boolean english) {
        return openId == null
                ? ""
                : "<a class=\"provider\" data-openid href=\"%s/%s?lang=%s\">%s %s</a>"
                        .formatted(
                                OpenIdProvider.START,
                                OpenIdProvider.ID,
                                english ? "en" : "vi",
                                english ? "Sign in by" : "Đăng nhập qua",
                                HtmlUtils.htmlEscape(openId.label()));
    }

    private String html(Locale locale, CsrfToken token, @Nullable Text failure) {
        boolean english = locale.getLanguage().equals("en");
        String told = failure == null
                ? ""
                : "<p class=\"failure\" role=\"alert\" data-failure>" + failure.in(locale) + "</p>";
        return """
                <!doctype html>
                <html lang="%s">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s · CityOps</title>
                <link rel="icon" href="/icon.svg">
                <link rel="stylesheet" href="/sign-in.css">
                </head>
                <body>
                <main>
                <header><img src="/icon.svg" alt="" width="56" height="56">
                <div><h1>%s</h1><p>%s</p></div></header>
                <form method="post" action="/sign-in">
                <input type="hidden" name="%s" value="%s">
                <input type="hidden" name="lang" value="%s">
                %s
                <label for="username">%s</label>
                <input id="username" name="username" autocomplete="username" autocapitalize="none" spellcheck="false"
                 maxlength="64" required autofocus>
                <label for="password">%s</label>
                <input id="password" name="password" type="password" autocomplete="current-password" maxlength="72"
                 required>
                <label for="code">%s</label>
                <input id="code" name="code" autocomplete="one-time-code" autocapitalize="none" spellcheck="false"
                 maxlength="32">
                <button type="submit">%s</button>
                </form>
                %s
                <footer><a href="/sign-in?lang=%s" hreflang="%s">%s</a> · <a href="/pair">%s</a></footer>
                </main>
                </body>
                </html>
                """.formatted(
                        locale.getLanguage(),
                        english ? "Sign in" : "Đăng nhập",
                        english ? "City operations" : "Điều hành thành phố",
                        HtmlUtils.htmlEscape(city().in(locale)),
                        HtmlUtils.htmlEscape(token.getParameterName()),
                        HtmlUtils.htmlEscape(token.getToken()),
                        locale.getLanguage(),
                        told,
                        english ? "Account" : "Tài khoản",
                        english ? "Password" : "Mật khẩu",
                        english ? "Code (if the account has one)" : "Mã xác thực (nếu tài khoản có)",
                        english ? "Sign in" : "Đăng nhập",
                        byProvider(english),
                        english ? "vi" : "en",
                        english ? "vi" : "en",
                        english ? "Tiếng Việt" : "English",
                        english ? "This is a wall screen" : "Đây là màn hình tường");
    }
}
