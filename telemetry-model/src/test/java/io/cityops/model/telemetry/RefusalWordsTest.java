package io.cityops.model.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.model.catalogue.Text;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RefusalWordsTest {
    @Test
    void figuresOfASentenceStandInTheOtherLanguagesSentence() {
        assertThat(RefusalWords.of("ts is 301 s ahead of the gateway, allowed are 300 s"))
                .isEqualTo(new Text(
                        "ts sớm hơn cổng nhận 301 giây, cho phép 300 giây",
                        "ts is 301 s ahead of the gateway, allowed are 300 s"));
    }

    @Test
    void severalRefusalsOfOneMessageAreEachTranslated() {
        assertThat(RefusalWords.of("water_level is not measured by type river-gauge; did you mean 'water_level_m'?;"
                                + " x is not measured by type river-gauge")
                        .vi())
                .isEqualTo(
                        "loại river-gauge không đo water_level; ý là 'water_level_m' chăng?; loại river-gauge không đo x");
    }

    @Test
    void sentenceWithASemicolonIsOne() {
        assertThat(RefusalWords.of("it names a, b; no device with this external id is assigned to gw-1")
                        .vi())
                .isEqualTo("bản tin nêu a, b; không có thiết bị mang mã ngoài này được giao cho gw-1");
    }

    @Test
    void whatAStrangerWroteIsNoTemplate() {
        assertThat(RefusalWords.of("time '{0} $1' is not ISO 8601").vi())
                .isEqualTo("thời gian '{0} $1' không phải ISO 8601");
    }

    @Test
    void whatIsInNoDictionaryStaysAndIsTold() {
        String strange = "values is empty; something else";

        assertThat(RefusalWords.of(strange)).isEqualTo(new Text("values rỗng; something else", strange));
        assertThat(RefusalWords.unknown(strange)).containsExactly("something else");
    }

    @Test
    void eachSentenceHasTheSameFiguresInBothLanguages() throws Exception {
        Pattern hole = Pattern.compile("\\{\\d}");
        try (InputStream file =
                Objects.requireNonNull(getClass().getResourceAsStream("/io/cityops/model/refusals.txt"))) {
            List<String[]> sentences = new String(file.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> line.contains(" => "))
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" => ", 2))
                    .toList();
            assertThat(sentences)
                    .hasSizeGreaterThan(80)
                    .allSatisfy(sentence -> assertThat(new TreeSet<>(hole.matcher(sentence[0])
                                    .results()
                                    .map(MatchResult::group)
                                    .toList()))
                            .isEqualTo(new TreeSet<>(hole.matcher(sentence[1])
                                    .results()
                                    .map(MatchResult::group)
                                    .toList())));
        }
    }
}
