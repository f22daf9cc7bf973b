package io.cityops.dashboard.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LineDifferenceTest {
    @Test
    void aChangedLineIsTakenOutAndPutIn() {
        assertThat(told("a\nb\nc", "a\nB\nc")).containsExactly(" a", "-b", "+B", " c");
    }

    @Test
    void whatStaysStaysThoughLinesComeBefore() {
        assertThat(told("a\nb", "x\ny\na\nb")).containsExactly("+x", "+y", " a", " b");
        assertThat(told("x\na\nb", "a\nb")).containsExactly("-x", " a", " b");
    }

    @Test
    void fromNothingEverythingIsNew() {
        assertThat(told("", "a\nb")).containsExactly("+a", "+b");
        assertThat(told("a", "a")).containsExactly(" a");
    }

    @Test
    void textsFarTooLongAreToldWhole() {
        String first = "a\n".repeat(2_001);

        assertThat(told(first, "a")).hasSize(2_002).endsWith("+a");
    }

    private static List<String> told(String first, String second) {
        return LineDifference.between(first, second).stream()
                .map(line -> line.mark() + line.text())
                .toList();
    }
}
