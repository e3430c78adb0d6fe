package dev.buzon.protocol.smtp;

import static dev.buzon.protocol.smtp.TestListener.RECEPTION;
import static dev.buzon.protocol.smtp.TestListener.crlf;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What hides a second message behind an end of data that only some servers see (CVE-2023-51764).
 */
class SmugglingTest {
    private static final String SECOND =
            crlf(
                    "MAIL FROM:<evil@b.test>",
                    "RCPT TO:<luis@example.test>",
                    "DATA",
                    "Subject: smuggled",
                    ".");

    private static final String FIRST =
            crlf("EHLO c.test", "MAIL FROM:<a@b.test>", "RCPT TO:<ana@example.test>");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n.\n",
                "\n.\r\n",
                "\r\n.\n",
                "\r.\r",
                "\r.\r\n",
                "\n.\r",
                "\r.\n",
                "\r\n.\r\r\n",
                "\r\r\n.\r\r\n",
                "\r\n.\r",
                "\n\n.\r\n",
                "\r\n.\n\r\n"
            })
    void aLoneLineEndRefusesTheMessageAndCloses(String sequence) { // S-009, S-010
        TestListener listener =
                TestListener.play(
                        RECEPTION, false, FIRST + "DATA\r\nx" + sequence + SECOND + "\r\n.\r\n");
        assertThat(listener.stored).isEmpty();
        assertThat(listener.replies.getLast()).startsWith("550 5.5.2");
        assertThat(listener.closed).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n\0.\r\n", "\r\n.\0\r\n", "\r\n. \r\n", "\r\n \r\n.x\r\n"})
    void whatIsNoEndIsContent(String sequence) { // S-009
        TestListener listener =
                TestListener.play(RECEPTION, false, FIRST + "DATA\r\nx" + sequence + SECOND);
        assertThat(listener.stored).hasSize(1);
        assertThat(listener.stored.getFirst().content()).contains("evil").contains("smuggled");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\rb", "a\r", "\n.\n", "\r\n.\r", "\r\r\n"})
    void aLoneLineEndInAChunkRefusesTheMessageAndCloses(String content) { // S-010
        String chunks = "BDAT " + content.length() + "\r\n" + content + "BDAT 0 LAST\r\n" + SECOND;
        TestListener listener = TestListener.play(RECEPTION, false, FIRST + chunks);
        assertThat(listener.stored).isEmpty();
        assertThat(listener.replies.getLast()).startsWith("550 5.5.2");
        assertThat(listener.closed).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"NOOP\nQUIT\r\n", "NOOP\rQUIT\r\n", "NOOP \0\r\n", "MAIL FROM:<a\n@b>\r\n"})
    void aLoneLineEndInACommandSplitsNothing(String line) { // S-009
        TestListener listener = TestListener.play(RECEPTION, false, "EHLO c\r\n" + line);
        assertThat(listener.replies.getLast()).startsWith("500 5.5.2");
        assertThat(listener.closed).isFalse();
    }
}
