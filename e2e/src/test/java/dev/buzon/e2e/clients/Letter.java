package dev.buzon.e2e.clients;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

/** The messages that go round: each has something that has broken a mail program somewhere. */
enum Letter {
    /** Octets above 127 that are no UTF-8: a body in ISO 8859-1 (RFC 6152). */
    EIGHT_BIT("8-bit body"),
    /** Lines that begin with dots, and lines that are nothing but dots (RFC 1939 §3). */
    DOTS("dots"),
    /** Sent by BDAT without a CRLF at its end; it is served with one. */
    NO_FINAL_NEWLINE("no final newline"),
    /** One line of 100,000 octets. */
    LONG_LINE("line of 100,000 octets"),
    /** A header, the empty line, and nothing behind it. */
    EMPTY_BODY("empty body"),
    /** Not even the empty line; it is served with one. */
    HEADER_ONLY("header only"),
    /** A subject in UTF-8; who does not say UTF8 gets it as encoded words (RFC 6856 §2.1). */
    UTF8_HEADER("UTF-8 header"),
    /** An attachment of 60 MB in Base64. */
    BIG("60 MB");

    /** Who wrote them all, and sends them where a login is needed. */
    static final String AUTHOR = "luis@example.test";

    private static final int LONG_LINE_OCTETS = 100_000;
    private static final int BIG_OCTETS = 60_000_000;
    private static final int BASE64_LINE_OCTETS = 76;
    private static final String UTF8_SUBJECT = "El buzón de la señora Núñez";
    private static final String SURROGATE_SUBJECT =
            "El =?utf-8?Q?buz=C3=B3n?= de la =?utf-8?Q?se=C3=B1ora_N=C3=BA?=\r\n"
                    + " =?utf-8?Q?=C3=B1ez?=";

    private final String title;

    Letter(String title) {
        this.title = title;
    }

    /** What it is called on the page. */
    String title() {
        return title;
    }

    /** What is in its Message-ID and nowhere else, so that it is known again. */
    String mark() {
        return "<" + name().toLowerCase(Locale.ROOT) + "@sender.example>";
    }

    /** The octets that are handed over, before anybody stuffs dots. */
    byte[] sent() {
        return switch (this) {
            case EIGHT_BIT ->
                    message(
                            fields(
                                    "Content-Type: text/plain; charset=iso-8859-1",
                                    "Content-Transfer-Encoding: 8bit"),
                            "El pingüino.\r\n\u0080\u0085\u00a0\u00fe\u00ff\r\nFin.\r\n");
            case DOTS ->
                    message("", ".\r\n..\r\n...\r\n.x\r\n\r\n. x\r\nFrom a.b\r\n.\r\n\r\n.\r\n");
            case NO_FINAL_NEWLINE -> message("", "The line ends here");
            case LONG_LINE -> message("", "x.y ".repeat(LONG_LINE_OCTETS / 4) + "\r\nFin.\r\n");
            case EMPTY_BODY -> message("", "");
            case HEADER_ONLY -> header("Subject: header only\r\n").getBytes(US_ASCII);
            case UTF8_HEADER ->
                    (header("Subject: " + UTF8_SUBJECT + "\r\n")
                                    + "Content-Type: text/plain; charset=utf-8\r\n"
                                    + "Content-Transfer-Encoding: 8bit\r\n\r\nMañana.\r\n")
                            .getBytes(UTF_8);
            case BIG -> big();
        };
    }

    /**
     * The octets that are served to somebody who did not say UTF8, behind what the post office
     * writes before them.
     */
    byte[] served() {
        return switch (this) {
            case EIGHT_BIT, DOTS, LONG_LINE, EMPTY_BODY, BIG -> sent();
            case NO_FINAL_NEWLINE, HEADER_ONLY -> {
                byte[] sent = sent();
                byte[] served = Arrays.copyOf(sent, sent.length + 2);
                served[sent.length] = '\r';
                served[sent.length + 1] = '\n';
                yield served;
            }
            case UTF8_HEADER ->
                    new String(sent(), UTF_8)
                            .replace(UTF8_SUBJECT, SURROGATE_SUBJECT)
                            .getBytes(UTF_8);
        };
    }

    private String header(String fields) {
        return "From: "
                + AUTHOR
                + "\r\n"
                + "To: ana@example.test\r\n"
                + "Date: Sun, 22 Nov 2026 08:00:00 +0000\r\n"
                + "Message-ID: "
                + mark()
                + "\r\n"
                + fields;
    }

    private static String fields(String... fields) {
        return String.join("\r\n", fields) + "\r\n";
    }

    private byte[] message(String fields, String body) {
        String subject = "Subject: " + title.replace(",", "") + "\r\n";
        return (header(subject + fields) + "\r\n" + body).getBytes(ISO_8859_1);
    }

    private byte[] big() {
        byte[] head =
                message(
                        fields(
                                "MIME-Version: 1.0",
                                "Content-Type: application/octet-stream; name=big.bin",
                                "Content-Disposition: attachment; filename=big.bin",
                                "Content-Transfer-Encoding: base64"),
                        "");
        ByteArrayOutputStream out = new ByteArrayOutputStream(BIG_OCTETS + head.length);
        out.writeBytes(head);
        byte[] alphabet =
                "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
                        .getBytes(US_ASCII);
        Random random = new Random(1939); // always the same octets
        byte[] line = new byte[BASE64_LINE_OCTETS + 2];
        line[BASE64_LINE_OCTETS] = '\r';
        line[BASE64_LINE_OCTETS + 1] = '\n';
        byte[] noise = new byte[BASE64_LINE_OCTETS];
        while (out.size() + line.length <= BIG_OCTETS) {
            random.nextBytes(noise);
            for (int i = 0; i < noise.length; i++) {
                line[i] = alphabet[noise[i] & 63];
            }
            out.writeBytes(line);
        }
        return out.toByteArray();
    }
}
