package dev.buzon.testing.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The example of the javadoc and of docs/testing.md: mail code, tested with the extension. */
@Timeout(60)
class PostOfficeExtensionTest {
    @RegisterExtension
    static final PostOfficeExtension mail =
            PostOfficeExtension.create().account("ana@example.test", "secreto");

    @RegisterExtension
    final PostOfficeExtension fresh =
            PostOfficeExtension.create().account("luis@shop.test", "otra clave");

    /** The code that is tested: writes to subscribers over SMTP. */
    private record Newsletter(int port) {
        void sendTo(String address) throws IOException {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                var in =
                        new BufferedReader(
                                new InputStreamReader(
                                        socket.getInputStream(), StandardCharsets.US_ASCII));
                in.readLine();
                say(socket, "HELO shop\r\n", in);
                say(socket, "MAIL FROM:<news@shop.test>\r\n", in);
                say(socket, "RCPT TO:<" + address + ">\r\n", in);
                say(socket, "DATA\r\n", in);
                say(socket, "Subject: News\r\nFrom: news@shop.test\r\n\r\nHello.\r\n.\r\n", in);
            }
        }

        private static void say(Socket socket, String text, BufferedReader in) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
            assertThat(in.readLine()).matches("[23].*");
        }
    }

    @Test
    void subscribersGetTheNewsletter() throws IOException {
        mail.office().empty("ana@example.test");
        new Newsletter(mail.office().port("smtp")).sendTo("ana@example.test");

        var message = mail.office().awaitMessages("ana@example.test", 1).getFirst();
        assertThat(message.text()).contains("Subject: News\r\n");
        assertThat(mail.office().sent().getLast().from()).isEqualTo("news@shop.test");
        assertThat(mail.office().sent().getLast().recipients()).containsExactly("ana@example.test");
    }

    @RepeatedTest(2)
    void aFieldOfTheInstanceIsFreshForEachTest() {
        assertThat(fresh.office().messages("luis@shop.test")).isEmpty();
        fresh.office().deliver("luis@shop.test", "Subject: one\r\n\r\n1\r\n");
        assertThat(fresh.office().messages("luis@shop.test")).hasSize(1);
    }

    @Nested
    class Alone {
        @RegisterExtension static final PostOfficeExtension outer = PostOfficeExtension.create();

        @Test
        void itIsOpenWhileTestsRun() {
            assertThat(outer.office().port("pop3")).isNotEqualTo(mail.office().port("pop3"));
        }
    }
}
