package dev.buzon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.client.discovery.reach.Internet;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What nobody foresaw: one line in the person's language, exit code 1, no stack trace. */
class BreakdownTest {
    private static Typed meets(String language, Throwable failure) {
        Supplier<Internet> broken =
                () -> {
                    if (failure instanceof Error error) {
                        throw error;
                    }
                    throw new IllegalStateException("line\nbreak", failure);
                };
        Typed.Person usual = Typed.Person.usual();
        return new Typed.Person(language, "", usual.stopped(), usual.home(), broken)
                .types("doctor", "ana@example.test");
    }

    @Test
    void aLibraryThatIsMissingIsOneLineThatSaysWhatToDo() {
        Typed english = meets("C", new NoClassDefFoundError("org/xbill/DNS/Name"));
        assertThat(english.code()).isEqualTo(1);
        assertThat(english.err())
                .startsWith("buzon: This Buzon is not complete: ")
                .contains("org/xbill/DNS/Name", "Build or install it again", Breakdown.DEBUG)
                .hasLineCount(1);
        assertThat(meets("es", new NoClassDefFoundError("x")).err())
                .startsWith("buzon: Este Buzon no está completo: ")
                .hasLineCount(1);
    }

    @Test
    void everyOtherErrorIsOneLineToo() {
        for (Throwable failure :
                List.of(
                        new StackOverflowError(),
                        new OutOfMemoryError("Java heap space"),
                        new AssertionError("two\nlines"),
                        new RuntimeException("x"))) {
            for (String language : List.of("C", "es")) {
                Typed typed = meets(language, failure);
                assertThat(typed.code()).as(failure.toString()).isEqualTo(1);
                assertThat(typed.err())
                        .as(failure.toString())
                        .startsWith("buzon: ")
                        .doesNotContain("\tat ")
                        .hasLineCount(1);
            }
        }
    }
}
