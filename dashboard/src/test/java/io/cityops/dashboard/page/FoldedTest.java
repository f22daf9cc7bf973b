package io.cityops.dashboard.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FoldedTest {
    @Test
    void bothSpellingsOfAToneAreTheSame() {
        assertThat(Folded.fold("Hòa Lợi")).isEqualTo(Folded.fold("Hoà Lợi")).isEqualTo("hoa loi");
    }

    @Test
    void theBarredLetterIsItsPlainOne() {
        assertThat(Folded.fold("Đặc khu Côn Đảo")).isEqualTo("dac khu con dao");
    }

    @Test
    void allWordsMustBeThereInAnyOrder() {
        assertThat(Folded.rank(Folded.words("loi hoa"), "Phường Hoà Lợi")).isNotNegative();
        assertThat(Folded.rank(Folded.words("hoa binh"), "Phường Hoà Lợi")).isNegative();
    }

    @Test
    void aNameThatBeginsWithTheWordComesFirst() {
        assertThat(Folded.rank(Folded.words("an"), "An Phú"))
                .isLessThan(Folded.rank(Folded.words("an"), "Phú An"))
                .isLessThan(Folded.rank(Folded.words("an"), "Tân Khánh"));
    }
}
