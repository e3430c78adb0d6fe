package dev.buzon.client.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {
    @Test
    void nothingThatSteersATerminalIsShown() {
        assertThat(Printable.text("a\u001b[2J\r\nb\u0007\u009b\u202e\u2028\0"))
                .isEqualTo("a\\u{1b}[2J\\u{d}\\u{a}b\\u{7}\\u{9b}\\u{202e}\\u{2028}\\u{0}");
        assertThat(Printable.text("mañana \uD83D\uDCEC")).isEqualTo("mañana \uD83D\uDCEC");
        assertThat(Printable.text("\uD800x")).isEqualTo("\\u{d800}x");
    }

    @Test
    void longTextIsCut() {
        assertThat(Printable.text("x".repeat(100_000))).hasSize(Printable.LIMIT + 3);
        assertThat(Printable.text("\u001b".repeat(100_000))).hasSizeLessThan(Printable.LIMIT + 20);
    }
}
