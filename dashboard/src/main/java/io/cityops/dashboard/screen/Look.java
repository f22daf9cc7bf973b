package io.cityops.dashboard.screen;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * How one screen wants to be: from the address where it says so, else from the screen's cookies.
 *
 * @param lang {@code vi} or {@code en}
 * @param ground {@code dark} or {@code light}
 * @param indicator whose wards the map shows; empty: the catalogue's first
 * @param view of the map; empty: the first
 */
public record Look(String lang, String ground, Optional<String> indicator, Optional<String> view) {
    public static final String LANG_COOKIE = "cityops-lang";
    public static final String VIEW_COOKIE = "cityops-view";
    public static final String GROUND_COOKIE = "cityops-ground";

    public static Look of(Map<String, List<String>> parameters, Function<String, Optional<String>> cookies) {
        return new Look(
                one(parameters, "lang")
                        .or(() -> cookies.apply(LANG_COOKIE))
                        .filter("en"::equals)
                        .orElse("vi"),
                one(parameters, "ground")
                        .or(() -> cookies.apply(GROUND_COOKIE))
                        .filter("light"::equals)
                        .orElse("dark"),
                one(parameters, "indicator"),
                one(parameters, "view").or(() -> cookies.apply(VIEW_COOKIE)));
    }

    private static Optional<String> one(Map<String, List<String>> parameters, String name) {
        return parameters.getOrDefault(name, List.of()).stream().findFirst();
    }

    public Look inLanguage(String wanted) {
        return new Look(wanted.equals("en") ? "en" : "vi", ground, indicator, view);
    }

    public Look onGround(String wanted) {
        return new Look(lang, wanted.equals("light") ? "light" : "dark", indicator, view);
    }
}
