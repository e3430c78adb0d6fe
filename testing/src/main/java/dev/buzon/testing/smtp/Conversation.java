package dev.buzon.testing.smtp;

import dev.buzon.testing.wire.End;
import dev.buzon.testing.wire.EndedException;
import dev.buzon.testing.wire.Said.Side;
import dev.buzon.testing.wire.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One connection to a scripted submission server. */
final class Conversation {
    private final Script script;
    private final int connection;
    private final Wire wire;
    private final Intake intake;
    private final Replies replies;
    private final SmtpLogin login;
    private Optional<String> from = Optional.empty();
    private final List<String> recipients = new ArrayList<>();
    private final ByteArrayOutputStream chunks = new ByteArrayOutputStream();

    Conversation(Script script, int connection, Wire wire) {
        this.script = script;
        this.connection = connection;
        this.wire = wire;
        this.intake = new Intake(wire);
        this.replies = new Replies(script, connection, wire);
        this.login = new SmtpLogin(script, wire, intake, replies);
    }

    /** Talks until one of the two has enough. */
    void hold(boolean tlsFirst) throws IOException {
        if (tlsFirst) {
            replies.pause(Step.HANDSHAKE);
            wire.secure(script.identity(connection).context(), new byte[0]);
        }
        replies.say(Step.GREETING, "220 submission.example.test ESMTP");
        while (true) {
            String line = intake.line();
            boolean secret = line.toUpperCase(Locale.ROOT).matches("AUTH \\S+ .*");
            wire.record(Side.CLIENT, secret, line);
            if (script.all(SmtpQuirk.DropsBatch.class, connection).findAny().isPresent()) {
                intake.rest();
            }
            command(line);
        }
    }

    private void command(String line) throws IOException {
        String[] words = line.split(" ", 2);
        String argument = words.length > 1 ? words[1] : "";
        switch (words[0].toUpperCase(Locale.ROOT)) {
            case "EHLO" -> ehlo();
            case "HELO" -> replies.say(Step.EHLO, "250 submission.example.test");
            case "STARTTLS" -> starttls();
            case "AUTH" -> login.auth(argument);
            case "MAIL" -> mail(argument);
            case "RCPT" -> rcpt(argument);
            case "DATA" -> data();
            case "BDAT" -> bdat(argument);
            case "RSET" -> {
                forget();
                replies.say(Step.RSET, "250 2.0.0 forgotten");
            }
            case "NOOP" -> replies.say(Step.NOOP, "250 2.0.0 ok");
            case "QUIT" -> {
                replies.say(Step.QUIT, "221 2.0.0 bye");
                wire.end(End.FIN);
                throw new EndedException(End.FIN);
            }
            default -> wire.say("500 5.5.1 what?"); // verbs are text
        }
    }

    private void ehlo() throws IOException {
        List<String> lines = new ArrayList<>(List.of("submission.example.test"));
        for (String keyword : List.of("PIPELINING", "CHUNKING", "8BITMIME", "SMTPUTF8", "DSN")) {
            if (!script.lacks(keyword, connection)) {
                lines.add(keyword);
            }
        }
        if (!wire.secure() && !script.lacks("STARTTLS", connection)) {
            lines.add("STARTTLS");
        }
        if (!script.lacks("AUTH", connection)) {
            lines.add("AUTH " + String.join(" ", script.door().mechanisms()));
        }
        script.all(SmtpQuirk.SizeLimit.class, connection)
                .forEach(limit -> lines.add("SIZE " + limit.octets()));
        script.all(SmtpQuirk.Announces.class, connection)
                .filter(one -> one.underTls() == wire.secure())
                .forEach(one -> lines.add(one.line()));
        replies.say(Step.EHLO, many(lines));
    }

    private static String many(List<String> lines) {
        var text = new StringBuilder();
        for (String line : lines.subList(0, lines.size() - 1)) {
            text.append("250-").append(line).append("\r\n");
        }
        return text.append("250 ").append(lines.getLast()).toString();
    }

    private void starttls() throws IOException {
        if (script.lacks("STARTTLS", connection) || wire.secure()) {
            wire.say("502 5.5.1 no TLS here");
        } else if (replies.say(Step.STARTTLS, "220 2.0.0 begin")) {
            var injected = script.all(SmtpQuirk.Injects.class, connection).findFirst();
            if (injected.isPresent()) {
                wire.sayOnly(injected.get().octets().getBytes(StandardCharsets.ISO_8859_1));
            }
            wire.flush();
            replies.pause(Step.HANDSHAKE);
            wire.secure(script.identity(connection).context(), intake.rest());
            forget();
            login.forget();
        }
    }

    private void mail(String argument) throws IOException {
        if (replies.say(Step.MAIL, "250 2.1.0 ok")) {
            forget();
            from = Optional.of(argument.replaceFirst("(?i)^FROM:\\s*", ""));
        }
    }

    private void rcpt(String argument) throws IOException {
        String to = argument.replaceFirst("(?i)^TO:\\s*", "");
        Optional<String> refusal =
                script.all(SmtpQuirk.RefusesRecipient.class, connection)
                        .filter(one -> to.startsWith("<" + one.address() + ">"))
                        .map(SmtpQuirk.RefusesRecipient::reply)
                        .findFirst();
        if (from.isEmpty()) {
            wire.say("503 5.5.1 MAIL first");
        } else if (refusal.isPresent()) {
            wire.say(refusal.get());
        } else if (replies.say(Step.RCPT, "250 2.1.5 ok")) {
            recipients.add(to);
        }
    }

    private void data() throws IOException {
        if (from.isEmpty() || recipients.isEmpty()) {
            wire.say("503 5.5.1 MAIL and RCPT first");
        } else if (replies.say(Step.DATA, "354 go on")) {
            finish(intake.text(), false);
        }
    }

    private void bdat(String argument) throws IOException {
        String[] words = argument.split(" ", -1);
        chunks.writeBytes(intake.chunk(Integer.parseInt(words[0])));
        if (script.lacks("CHUNKING", connection) || from.isEmpty() || recipients.isEmpty()) {
            wire.say("503 5.5.1 not now");
        } else if (words.length > 1) {
            finish(chunks.toByteArray(), true);
        } else if (!replies.say(Step.CHUNK, "250 2.0.0 and on")) {
            forget();
        }
    }

    private void finish(byte[] octets, boolean chunked) throws IOException {
        var mail =
                new TakenMail(
                        from.orElseThrow(),
                        recipients,
                        octets,
                        chunked,
                        wire.secure(),
                        login.user());
        forget();
        boolean tooBig =
                script.all(SmtpQuirk.SizeLimit.class, connection)
                        .anyMatch(limit -> octets.length > limit.octets());
        if (tooBig) {
            wire.say("552 5.3.4 too big");
        } else {
            replies.say(Step.MESSAGE, "250 2.0.0 taken", () -> script.take(mail));
        }
    }

    private void forget() {
        from = Optional.empty();
        recipients.clear();
        chunks.reset();
    }
}
