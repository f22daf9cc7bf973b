package io.cityops.model.catalogue;

import java.util.List;

/** A catalogue that is refused as a whole; each problem names file, line, key and remedy. */
public final class CatalogueException extends RuntimeException {
    private final transient List<String> problems;

    CatalogueException(List<String> problems) {
        super("the catalogue is refused: " + String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
