package dev.buzon.e2e.clients;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;

/** What a program documentedly does to a message, and the comparison therefore allows it. */
enum Change {
    /** Files on Unix have lines that end in LF: every mailbox format there asks for it. */
    LINE_ENDS("CRLF becomes LF") {
        @Override
        byte[] expected(byte[] served) {
            byte[] lines = new byte[served.length];
            int length = 0;
            for (int i = 0; i < served.length; i++) {
                boolean end = served[i] == '\r' && i + 1 < served.length && served[i + 1] == '\n';
                if (!end) {
                    lines[length++] = served[i];
                }
            }
            return Arrays.copyOf(lines, length);
        }
    },
    /** So that readers of its mailboxes need not count; it does so in every mailbox it writes. */
    COUNT_FIELDS("the fields Content-Length and Lines are added") {
        @Override
        byte[] collected(byte[] message) {
            int body = 0;
            while (body + 1 < message.length
                    && !(message[body] == '\n' && message[body + 1] == '\n')) {
                body++;
            }
            String header = new String(message, 0, Math.min(body + 1, message.length), ISO_8859_1);
            byte[] kept =
                    header.replaceFirst("(?m)^Content-Length: [0-9]+\n", "")
                            .replaceFirst("(?m)^Lines: [0-9]+\n", "")
                            .getBytes(ISO_8859_1);
            byte[] without = new byte[kept.length + message.length - header.length()];
            System.arraycopy(kept, 0, without, 0, kept.length);
            System.arraycopy(
                    message,
                    header.length(),
                    without,
                    kept.length,
                    message.length - header.length());
            return without;
        }
    };

    private final String title;

    Change(String title) {
        this.title = title;
    }

    /** What it is called on the page. */
    String title() {
        return title;
    }

    /** What the program makes of octets that are served. */
    byte[] expected(byte[] served) {
        return served;
    }

    /** A message as it was before the program added something. */
    byte[] collected(byte[] message) {
        return message;
    }
}
