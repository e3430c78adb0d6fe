package dev.buzon.client.pop3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ListingReaderTest {
    private final ListingReader reader = new ListingReader();

    @Test
    void identifiersAreReadFromLinesOfAnyShape() {
        List.of("1 10", "2 20", "4 40").forEach(reader::list);
        List.of("1   abc", "+OK 2 x y ", "4 \u00c3\u00a9").forEach(reader::uidl);
        assertThat(reader.messages())
                .containsExactly(
                        new Listed(1, 10, Optional.of("abc")),
                        new Listed(2, 20, Optional.of("x y")),
                        new Listed(4, 40, Optional.of("\u00c3\u00a9")));
    }

    @Test
    void extraWordsAndBlanksDoNoHarm() {
        List.of(" 1  10 octets", "+ok 2\t20", "3 30 uid x 77", "").forEach(reader::list);
        assertThat(reader.isSpoilt()).isFalse();
        assertThat(reader.messages()).extracting(Listed::octets).containsExactly(10L, 20L, 30L);
    }

    @Test
    void linesWithoutNumbersSpoilTheList() {
        for (String line :
                List.of(
                        "-1 10",
                        "1 -10",
                        "0 10",
                        "x",
                        "1",
                        "2147483648 1",
                        "1 99999999999999999999",
                        "1 0x10",
                        "\u0661 1")) {
            ListingReader one = new ListingReader();
            one.list(line);
            assertThat(one.isSpoilt()).as(line).isTrue();
            assertThat(one.messages()).isEmpty();
        }
    }

    @Test
    void whatOnlyUidlNamesDoesNotExist() {
        reader.list("1 10");
        List.of("1 a", "2 b", "3 c", "-4 d", "nonsense").forEach(reader::uidl);
        assertThat(reader.messages()).containsExactly(new Listed(1, 10, Optional.of("a")));
    }

    @Test
    void messageThatUidlDoesNotNameHasNoIdentifier() {
        List.of("1 10", "2 20").forEach(reader::list);
        List.of("2 b", "1 ").forEach(reader::uidl);
        assertThat(reader.messages())
                .containsExactly(
                        new Listed(1, 10, Optional.empty()), new Listed(2, 20, Optional.of("b")));
    }

    @Test
    void numberThatIsNamedTwiceAndDifferentlyHasNoIdentifier() {
        List.of("1 10", "2 20", "1 99").forEach(reader::list);
        List.of("1 a", "1 b", "2 c", "2 c").forEach(reader::uidl);
        assertThat(reader.messages())
                .containsExactly(
                        new Listed(1, 10, Optional.empty()), new Listed(2, 20, Optional.of("c")));
    }

    @Test
    void sameIdentifierForTwoMessagesIsKeptForBoth() {
        List.of("1 10", "2 20").forEach(reader::list);
        List.of("1 x", "2 x").forEach(reader::uidl);
        assertThat(reader.messages()).extracting(Listed::uid).containsOnly(Optional.of("x"));
    }

    @Test
    void firstTwoNumbersOfStatCount() {
        assertThat(ListingReader.drop("3 179")).contains(new Drop(3, 179));
        assertThat(ListingReader.drop(", 3 179 octets")).contains(new Drop(3, 179));
        assertThat(ListingReader.drop("  3  179  (2 new)")).contains(new Drop(3, 179));
        assertThat(ListingReader.drop("2147483647 999999999999"))
                .contains(new Drop(Integer.MAX_VALUE, 999_999_999_999L));
        for (String lie :
                List.of("-5 -1", "2147483648 1", "99999999999999999999 1", "1", "", "one two")) {
            assertThat(ListingReader.drop(lie)).as(lie).isEmpty();
        }
    }
}
