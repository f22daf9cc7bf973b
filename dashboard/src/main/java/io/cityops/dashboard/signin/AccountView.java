package io.cityops.dashboard.signin;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.Route;
import io.cityops.dashboard.access.Person;
import io.cityops.dashboard.page.PageServices;
import io.cityops.dashboard.page.PageView;
import io.cityops.model.catalogue.Text;
import jakarta.annotation.security.RolesAllowed;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /account}: the code that one's own account asks for beside its password. */
@Route("account")
@RolesAllowed({"ADMINISTRATOR", "OPERATOR", "LEADER", "ENGINEER"})
final class AccountView extends PageView {
    private static final Logger LOG = LoggerFactory.getLogger(AccountView.class);

    private final SecondFactors factors;
    private final SignInThrottle throttle;

    AccountView(PageServices services, SecondFactors factors, SignInThrottle throttle) {
        super(services, "account");
        this.factors = factors;
        this.throttle = throttle;
    }

    @Override
    protected boolean isFor(Person asking, BeforeEnterEvent event) {
        return asking.role().hasDesk();
    }

    @Override
    protected Optional<JsonNode> answer(Person asking, String question, JsonNode about) {
        try {
            return switch (question) {
                case "factor" -> Optional.of(status(asking));
                case "begin" -> Optional.of(begin(asking));
                case "confirm" -> Optional.of(confirm(asking, about.path("code").asString("")));
                case "activate" -> Optional.of(JSON.booleanNode(factors.activate(asking.name())));
                case "drop" ->
                    Optional.of(JSON.stringNode(drop(asking, about.path("code").asString(""))));
                default -> Optional.empty();
            };
        } catch (DataAccessException e) {
            LOG.warn("The second factor of {} could not be looked at: {}", asking.name(), e.getMessage());
            return Optional.of(JSON.nullNode());
        }
    }

    private ObjectNode status(Person asking) {
        SecondFactors.Status status = factors.status(asking.name());
        return JSON.objectNode().put("state", status.state()).put("recoveryLeft", status.recoveryLeft());
    }

    /** The secret is told to its owner's browser alone, once. */
    private ObjectNode begin(Person asking) {
        ObjectNode told = JSON.objectNode();
        factors.begin(asking.name()).ifPresent(secret -> {
            String text = OneTimeCode.base32(secret);
            String name = URLEncoder.encode(asking.name(), StandardCharsets.UTF_8);
            QrCode code = QrCode.of("otpauth://totp/CityOps:" + name + "?secret=" + text + "&issuer=CityOps");
            told.put("secret", text).put("size", code.size()).put("path", code.path());
        });
        return told;
    }

    private ObjectNode confirm(Person asking, String code) {
        ObjectNode told = JSON.objectNode();
        List<String> recovery = factors.confirm(asking.name(), code);
        recovery.forEach(told.putArray("recovery")::add);
        return told;
    }

    /** Who found an open page must not turn it off, nor try codes until one is right. */
    private String drop(Person asking, String code) {
        if (!throttle.wait(asking.name(), "account").isZero()) {
            return "wait";
        }
        if (factors.check(asking.name(), code) != SecondFactors.Verdict.GOOD) {
            throttle.failed(asking.name(), "account");
            return "refused";
        }
        return factors.drop(asking.name(), asking.name());
    }

    @Override
    protected Text title() {
        return new Text("Tài khoản", "Account");
    }
}
