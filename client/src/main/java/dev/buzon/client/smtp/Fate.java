package dev.buzon.client.smtp;

import dev.buzon.client.net.Printable;
import dev.buzon.protocol.smtp.SmtpReply;
import dev.buzon.protocol.smtp.SmtpTransfer;

/**
 * What became of a message for one recipient.
 *
 * @param code of the server's answer; 0 when there was none
 * @param text the server's words with its status code, or ours when it said nothing; printable
 */
public record Fate(Kind kind, int code, String text) {
    /** In one word. */
    public enum Kind {
        /** The server has taken it and answers for it (RFC 5321 §4.2.5). */
        TAKEN("taken"),
        /** Not now, or the line broke before the message was there: to be tried again. */
        LATER("later"),
        /** No, and the same will be refused again. */
        REFUSED("refused"),
        /**
         * All of it went out and no answer came: it may have been taken or not. Sending it again,
         * with the same Message-ID, may make a second copy, not sending it again may lose it (RFC
         * 5321 §6.1).
         */
        UNKNOWN("unknown");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** As it stands in files and JSON. */
        public String word() {
            return word;
        }
    }

    /** Keeps the text printable. */
    public Fate {
        text = Printable.text(text);
    }

    static Fate of(SmtpTransfer.Fate fate) {
        return switch (fate) {
            case SmtpTransfer.Fate.Taken(var reply) -> answered(Kind.TAKEN, reply);
            case SmtpTransfer.Fate.Refused(var reply) ->
                    answered(
                            reply.kind() == SmtpReply.Kind.LATER ? Kind.LATER : Kind.REFUSED,
                            reply);
            case SmtpTransfer.Fate.Impossible(var obstacle) ->
                    new Fate(Kind.REFUSED, 0, sentence(obstacle));
            case SmtpTransfer.Fate.Lost() ->
                    new Fate(Kind.LATER, 0, "the connection broke before the message was there");
            case SmtpTransfer.Fate.Unknown() ->
                    new Fate(
                            Kind.UNKNOWN,
                            0,
                            "the message went out and no answer came: it may have been taken");
        };
    }

    private static Fate answered(Kind kind, SmtpReply reply) {
        String status = reply.status().map(text -> text + " ").orElse("");
        return new Fate(kind, reply.code(), status + String.join(" ", reply.lines()).strip());
    }

    private static String sentence(SmtpTransfer.Obstacle obstacle) {
        return switch (obstacle) {
            case TOO_BIG -> "the message is larger than the server takes";
            case NEEDS_SMTPUTF8 ->
                    "an address or the header is not in ASCII, and the server takes only ASCII";
            case NEEDS_8BITMIME ->
                    "the message has 8-bit text, and the server takes only 7 bits: encode it as"
                            + " quoted-printable or base64";
        };
    }
}
