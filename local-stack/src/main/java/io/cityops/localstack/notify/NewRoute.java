package io.cityops.localstack.notify;

import io.cityops.model.catalogue.Area;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.NearName;
import io.cityops.model.catalogue.Sector;
import io.cityops.model.catalogue.Severity;
import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A route as somebody asked for it.
 *
 * @param owner whose it is
 * @param channel {@code email}, {@code webhook} or {@code sms}
 * @param language {@code vi} or {@code en}
 * @param areas codes; {@code city}: everywhere
 * @param sectors ids; none: all
 * @param fromEscalation 0: told at once; n: when nobody has answered for n steps
 */
public record NewRoute(
        String owner,
        String channel,
        String address,
        String language,
        String severity,
        List<String> areas,
        List<String> sectors,
        int fromEscalation,
        boolean allClear) {
    private static final List<String> LANGUAGES = List.of("vi", "en");
    private static final int MOST_ESCALATIONS = 5;

    public NewRoute {
        areas = List.copyOf(areas);
        sectors = List.copyOf(sectors);
    }

    /** What is wrong with it, and what is allowed. */
    public Optional<String> problem(Catalogue catalogue) {
        List<String> severities =
                Arrays.stream(Severity.values()).map(Severity::tag).toList();
        List<String> codes = catalogue.areas().stream().map(Area::code).toList();
        List<String> ids = catalogue.sectors().stream().map(Sector::id).toList();
        return addressProblem()
                .or(() -> unknown("severity", List.of(severity), severities))
                .or(() -> unknown("language", List.of(language), LANGUAGES))
                .or(() -> unknown("sector", sectors, ids))
                .or(() -> areas.stream()
                        .filter(code -> catalogue.area(code) == null)
                        .findFirst()
                        .map(code -> "area '" + code + "' is not in the catalogue" + NearName.hint(code, codes)))
                .or(() -> fromEscalation < 0 || fromEscalation > MOST_ESCALATIONS
                        ? Optional.of("escalation " + fromEscalation + ": allowed is 0 to " + MOST_ESCALATIONS)
                        : Optional.empty());
    }

    private static Optional<String> unknown(String what, List<String> given, List<String> known) {
        return given.stream()
                .filter(each -> !known.contains(each))
                .findFirst()
                .map(each ->
                        what + " '" + each + "': allowed are " + String.join(", ", known) + NearName.hint(each, known));
    }

    private Optional<String> addressProblem() {
        return switch (channel) {
            case "email" -> wrongUnless(address.matches("[^\\s@<>,;\"]+@[^\\s@<>,;\"]+"), "an e-mail address");
            case "sms" -> wrongUnless(address.matches("\\+[0-9]{8,15}"), "a number such as +84901234567");
            default -> wrongUnless(isHttp(address), "an address such as https://HOST/PATH");
        };
    }

    private Optional<String> wrongUnless(boolean right, String allowed) {
        return right ? Optional.empty() : Optional.of(channel + " '" + address + "': allowed is " + allowed);
    }

    private static boolean isHttp(String address) {
        try {
            URI uri = URI.create(address);
            return uri.getHost() != null && List.of("http", "https").contains(uri.getScheme());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The areas and all that lies within them. */
    Set<String> areasWithin(Catalogue catalogue) {
        Set<String> found = new LinkedHashSet<>(areas);
        boolean grown = !found.contains(Area.CITY);
        while (grown) {
            grown = found.addAll(catalogue.areas().stream()
                    .filter(area -> found.contains(Objects.requireNonNullElse(area.parent(), "")))
                    .map(Area::code)
                    .toList());
        }
        return found;
    }
}
