package dev.buzon.e2e.script;

import java.nio.charset.StandardCharsets;

/** A message that scripts call by its name, as octet strings. */
public enum Mail {
    /** Lines that begin with dots, and one that is a dot. */
    F1(
            "From: a@example.test\r\nTo: b@example.test\r\nSubject: dots\r\n\r\n.one\r\n..\r\n.\r\nend\r\n"),
    /** Line ends without carriage return. */
    F2("From: a@example.test\nTo: b@example.test\nSubject: lf\n\nfirst\nsecond\n"),
    /** A last line that does not end. */
    F3("Subject: no final newline\r\n\r\nlast line"),
    /** A body of three lines. */
    F4("Subject: three\r\n\r\nl1\r\nl2\r\nl3\r\n"),
    /** A header in UTF-8. */
    F5(utf8("Subject: café\r\nFrom: José <josé@example.test>\r\n\r\nhola\r\n")),
    /** A header, and nothing after it. */
    F6("Subject: header only\r\n"),
    /** A NUL, an octet beyond ASCII, a CR inside a line, and a line of 100 000 octets. */
    F7("Subject: raw\r\n\r\na\0b\u00ffc\rd\r\n" + "x".repeat(100_000) + "\r\n"),
    /** A dot in its first octet. */
    F8(".first: dot\r\n\r\nbody\r\n");

    private final String stored;

    Mail(String stored) {
        this.stored = stored;
    }

    /** The octets as they came. */
    public String stored() {
        return stored;
    }

    /**
     * The octets as POP3 serves them: CRLF line ends, a last line end, an empty line after the
     * header.
     */
    public String served() {
        var lines = stored.replace("\r\n", "\n").replace("\n", "\r\n");
        var ended = lines.endsWith("\r\n") ? lines : lines + "\r\n";
        return ended.contains("\r\n\r\n") ? ended : ended + "\r\n";
    }

    private static String utf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
