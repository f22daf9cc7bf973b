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
        assertThat(RefusalWords.of("water_level_m = 1099.5, allowed is -5.0 to 10.0 m"))
                .isEqualTo(new Text(
                        "water_level_m = 1.099,5, cho phép từ -5 đến 10 m",
                        "water_level_m = 1,099.5, allowed is -5 to 10 m"));
    }

    @Test
    void agesAreToldInTheUnitsThatPeopleUse() {
        assertThat(RefusalWords.of("ts is 235759 h old, allowed are 168 h"))
                .isEqualTo(new Text(
                        "ts đã cũ 26 năm 10 tháng, cho phép 7 ngày",
                        "ts is 26 years 10 months old, allowed are 7 days"));
        assertThat(RefusalWords.of("the time is 301 s ahead of the gateway, allowed are 300 s"))
                .isEqualTo(new Text(
                        "thời điểm đi trước giờ của cổng nhận 5 phút 1 giây, cho phép 5 phút",
                        "the time is 5 min 1 s ahead of the gateway, allowed are 5 min"));
    }

    @Test
    void numbersAreGroupedAsEachLanguageGroupsThem() {
        assertThat(RefusalWords.of("1048576 bytes, allowed are 65536"))
                .isEqualTo(new Text("1.048.576 byte, cho phép 65.536", "1,048,576 bytes, allowed are 65,536"));
    }

    @Test
    void whatARefusalSaysSeveralTimesIsToldOnceWithHowMany() {
        String old = "ts is 235759 h old, allowed are 168 h";
        String detail = RefusalWords.joined(List.of(old, old, "values is empty", old));

        assertThat(detail).isEqualTo("3 times: " + old + "; values is empty");
        assertThat(RefusalWords.of(detail + "; ts is 235758 h old, allowed are 168 h"))
                .as("an hour more or less says nothing else")
                .isEqualTo(new Text(
                        "4 lần: ts đã cũ 26 năm 10 tháng, cho phép 7 ngày; values rỗng",
                        "4 times: ts is 26 years 10 months old, allowed are 7 days; values is empty"));
        assertThat(RefusalWords.unknown(detail)).isEmpty();
    }

    @Test
    void refusalsThatDifferInTheirFiguresAloneAreToldByTheFirstWithHowManyTheyAre() {
        assertThat(
                        RefusalWords.of(
                                "2 times: sump_level_m = -229.0, allowed is -10.0 to 20.0 m;"
                                        + " sump_level_m = -228.5, allowed is -10.0 to 20.0 m; flow_m3s = -1.0, allowed is 0.0 to 9.0 m³/s"))
                .isEqualTo(new Text(
                        "3 lần, chẳng hạn: sump_level_m = -229, cho phép từ -10 đến 20 m;"
                                + " flow_m3s = -1, cho phép từ 0 đến 9 m³/s",
                        "3 times, such as: sump_level_m = -229, allowed is -10 to 20 m;"
                                + " flow_m3s = -1, allowed is 0 to 9 m³/s"));
    }

    @Test
    void eachReasonHasAName() {
        assertThat(RejectReason.values())
                .allSatisfy(reason ->
                        assertThat(RefusalWords.ofReason(reason.tag()).vi()).isNotEqualTo(reason.tag()));
        assertThat(RefusalWords.ofReason("too-many")).isEqualTo(new Text("quá nhiều giá trị", "too many values"));
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
        Pattern hole = Pattern.compile("\\{\\d( [nvhs])?}");
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
