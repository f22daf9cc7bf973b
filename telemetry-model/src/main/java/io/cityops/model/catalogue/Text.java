package io.cityops.model.catalogue;

import java.util.Locale;

/** A text for people in the city's two languages. */
public record Text(String vi, String en) {
    /** Vietnamese unless the locale is English. */
    public String in(Locale locale) {
        return locale.getLanguage().equals("en") ? en : vi;
    }
}
