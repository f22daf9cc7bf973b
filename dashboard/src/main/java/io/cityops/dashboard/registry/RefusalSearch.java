package io.cityops.dashboard.registry;

import io.cityops.dashboard.page.Folded;
import io.cityops.model.catalogue.Text;
import io.cityops.model.telemetry.RefusalWords;
import java.util.ArrayList;
import java.util.List;

/**
 * Refusals by the words that a person reads, in either language, with or without accents, in any order. They are kept in English
 * only: each word is looked for in what the kept details say to people, and in what is kept.
 */
final class RefusalSearch {
    /** What different details are looked at, of the newest; those before are found by what is kept of them alone. */
    static final int MOST_DETAILS = 10_000;

    private static final int MOST_WORDS = 8;
    private static final String A_WORD =
            " and (r.topic ilike ? or r.device_id ilike ? or r.sender ilike ? or r.detail ilike ?"
                    + " or r.reason || ' ' || r.detail = any (?))";

    /** @param reason by its tag, @param detail as it is kept */
    record Kept(String reason, String detail) {
        private String key() {
            return reason + " " + detail;
        }

        private String read() {
            Text name = RefusalWords.ofReason(reason);
            Text words = RefusalWords.of(detail);
            return Folded.fold(String.join(" ", name.vi(), words.vi(), name.en(), words.en()));
        }
    }

    private final StringBuilder sql = new StringBuilder();
    private final List<Object> parameters = new ArrayList<>();

    private RefusalSearch() {}

    static List<String> wordsOf(String text) {
        List<String> words = Folded.words(text);
        return words.subList(0, Math.min(words.size(), MOST_WORDS));
    }

    /** @param kept the details in question, newest first */
    static RefusalSearch of(List<String> words, List<Kept> kept) {
        RefusalSearch search = new RefusalSearch();
        if (words.isEmpty()) {
            return search;
        }
        List<String> read = kept.stream().map(Kept::read).toList();
        for (String word : words) {
            List<String> keys = new ArrayList<>();
            for (int i = 0; i < read.size(); i++) {
                if (read.get(i).contains(word)) {
                    keys.add(kept.get(i).key());
                }
            }
            String like = "%" + word.replace("_", "\\_") + "%";
            search.sql.append(A_WORD);
            search.parameters.addAll(List.of(like, like, like, like, keys.toArray(String[]::new)));
        }
        return search;
    }

    /** A condition on {@code cityops.rejected r}, beginning with {@code and}; empty without words. */
    String sql() {
        return sql.toString();
    }

    List<Object> parameters() {
        return parameters;
    }
}
