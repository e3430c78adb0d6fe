package dev.buzon.cli;

import dev.buzon.cli.Dialogue.Speaker;
import dev.buzon.cli.Dialogue.Unexpected;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.BiConsumer;
import javax.net.ssl.SSLContext;

/**
 * A message from luis to ana: submitted, collected, deleted, and looked for once more. Anything
 * that is not as it must be is an {@link Unexpected}.
 */
final class RoundTrip {
    private static final String BLOT = "********";

    private final SSLContext trust;
    private final Person luis;
    private final Person ana;
    private final BiConsumer<Speaker, String> watcher;

    /** Somebody with an account. */
    record Person(String address, String password) {
        @Override
        public String toString() {
            return address;
        }
    }

    RoundTrip(SSLContext trust, Person luis, Person ana, BiConsumer<Speaker, String> watcher) {
        this.trust = trust;
        this.luis = luis;
        this.ana = ana;
        this.watcher = watcher;
    }

    /** The message that goes round; one of its lines begins with a dot. */
    List<String> message() {
        return List.of(
                "From: Luis <" + luis.address() + ">",
                "To: Ana <" + ana.address() + ">",
                "Subject: Buenos dias",
                "Date: "
                        + DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ROOT)
                                .format(ZonedDateTime.now(java.time.ZoneId.systemDefault())),
                "Message-ID: <" + UUID.randomUUID() + "@example.test>",
                "",
                "Hello Ana,",
                "",
                "this is the first letter in your box.",
                ".This line begins with a dot, and must arrive with it.",
                "",
                "Luis");
    }

    /** Luis hands the message in (RFC 6409, RFC 8314 §3.3). */
    void submit(int port, List<String> message) throws IOException {
        try (Dialogue smtp = Dialogue.open(trust, port, watcher)) {
            smtp.hearReply("220");
            smtp.say("EHLO luis.example.test");
            List<String> offers = smtp.hearReply("250");
            if (offers.stream().noneMatch(o -> o.contains("AUTH") && o.contains("PLAIN"))) {
                throw new Unexpected("no AUTH PLAIN among what the server offers");
            }
            smtp.saySecretly("AUTH PLAIN " + plain(luis), "AUTH PLAIN " + BLOT);
            smtp.hearReply("235");
            smtp.say("MAIL FROM:<" + luis.address() + ">");
            smtp.hearReply("250");
            smtp.say("RCPT TO:<" + ana.address() + ">");
            smtp.hearReply("250");
            smtp.say("DATA");
            smtp.hearReply("354");
            smtp.sayText(message);
            smtp.hearReply("250");
            smtp.say("QUIT");
            smtp.hearReply("221");
            smtp.hearNothingMore();
        }
    }

    /**
     * Ana collects it and deletes it.
     *
     * @param read is run as soon as it is read
     */
    void collect(int port, List<String> message, Runnable read) throws IOException {
        try (Dialogue pop3 = Dialogue.open(trust, port, watcher)) {
            pop3.hear("+OK");
            pop3.say("CAPA");
            pop3.hear("+OK");
            pop3.hearText();
            logIn(pop3);
            pop3.say("STAT");
            String stat = pop3.hear("+OK 1 ");
            pop3.say("UIDL");
            pop3.hear("+OK");
            if (pop3.hearText().size() != 1) {
                throw new Unexpected("not one UIDL for one message");
            }
            pop3.say("RETR 1");
            pop3.hear("+OK");
            List<String> received = pop3.hearText();
            read.run();
            check(received, message, stat);
            pop3.say("DELE 1");
            pop3.hear("+OK");
            pop3.say("QUIT");
            pop3.hear("+OK");
            pop3.hearNothingMore();
        }
    }

    /** Nothing is left of it, which a second session shows. */
    void lookAgain(int port) throws IOException {
        try (Dialogue pop3 = Dialogue.open(trust, port, (_, _) -> {})) {
            pop3.hear("+OK");
            logIn(pop3);
            pop3.say("STAT");
            pop3.hear("+OK 0 0");
            pop3.say("QUIT");
            pop3.hear("+OK");
        }
    }

    private void logIn(Dialogue pop3) throws IOException {
        pop3.say("USER " + ana.address());
        pop3.hear("+OK");
        pop3.saySecretly("PASS " + ana.password(), "PASS " + BLOT);
        pop3.hear("+OK");
    }

    /** What came is what was sent, trace headers in front apart, and as long as announced. */
    private static void check(List<String> received, List<String> sent, String stat)
            throws Unexpected {
        int trace = received.size() - sent.size();
        if (trace < 0 || !received.subList(trace, received.size()).equals(sent)) {
            throw new Unexpected("another message than the one that was sent");
        }
        long octets = 0;
        for (String line : received) {
            octets += line.getBytes(StandardCharsets.UTF_8).length + 2;
        }
        if (!stat.equals("+OK 1 " + octets)) {
            throw new Unexpected("\"" + stat + "\", but the message has " + octets + " octets");
        }
    }

    /** RFC 4616 §2. */
    private static String plain(Person person) {
        String message = "\0" + person.address() + "\0" + person.password();
        return Base64.getEncoder().encodeToString(message.getBytes(StandardCharsets.UTF_8));
    }
}
