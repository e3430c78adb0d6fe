package dev.buzon.protocol.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.protocol.Secret;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The driver loop of the package's page, with a string for a connection and a list for a store.
 * ana, luis and info live here at example.test; luis has no room; "broken" fails for a while.
 */
final class TestListener {
    static final SmtpLimits LIMITS = SmtpLimits.USUAL.withMessageOctets(65_536).withRecipients(100);
    static final SmtpProfile RECEPTION = new SmtpProfile.Reception(common(true));
    static final SmtpProfile SUBMISSION =
            new SmtpProfile.Submission(
                    common(true), List.of("SCRAM-SHA-256-PLUS", "SCRAM-SHA-256", "PLAIN"), false);
    static final SmtpProfile LMTP = new SmtpProfile.Lmtp(common(false));

    /** A message that was delivered, its content as ISO 8859-1. */
    record Message(SmtpEnvelope envelope, String content) {}

    private static final class EndOfInput extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static final Pattern REPLY_LINE =
            Pattern.compile(
                    "(?:220|250|334|354)[ -][ -~]*|2\\d\\d[ -]2\\.\\d+\\.\\d+ [ -~]+"
                            + "|4\\d\\d[ -]4\\.\\d+\\.\\d+ [ -~]+|5\\d\\d[ -]5\\.\\d+\\.\\d+ [ -~]+");

    final List<Message> stored = new ArrayList<>();
    final List<String> replies = new ArrayList<>();
    final SmtpSession session;
    boolean closed;
    private final boolean lmtp;
    private final int chunk;
    private final byte[] input;
    private int inputAt;
    private ByteBuffer in = ByteBuffer.allocate(0);
    private SmtpDecoder decoder = new SmtpDecoder();
    private ByteArrayOutputStream sink = new ByteArrayOutputStream();

    private TestListener(SmtpProfile profile, boolean tls, byte[] input, int chunk) {
        this.session = new SmtpSession(profile, tls);
        this.lmtp = profile instanceof SmtpProfile.Lmtp;
        this.input = input;
        this.chunk = chunk;
    }

    static SmtpProfile.Common common(boolean startTls) {
        return new SmtpProfile.Common("mx.example.test", startTls, true, LIMITS);
    }

    static String crlf(String... lines) {
        return String.join("\r\n", lines) + "\r\n";
    }

    /** Plays the octets to a new session, in pieces of this size. */
    static TestListener play(SmtpProfile profile, boolean tls, byte[] input, int chunk) {
        TestListener listener = new TestListener(profile, tls, input, chunk);
        listener.run();
        return listener;
    }

    /** Plays the text whole, in pieces and octet by octet, and wants the same each time. */
    static TestListener play(SmtpProfile profile, boolean tls, String input) {
        byte[] octets = input.getBytes(UTF_8);
        TestListener whole = play(profile, tls, octets, Integer.MAX_VALUE);
        for (int chunk : new int[] {1, 2, 3, 7, 64}) {
            TestListener again = play(profile, tls, octets, chunk);
            assertThat(again.replies).as("pieces of %d", chunk).isEqualTo(whole.replies);
            assertThat(again.stored).as("pieces of %d", chunk).isEqualTo(whole.stored);
            assertThat(again.closed).as("pieces of %d", chunk).isEqualTo(whole.closed);
        }
        return whole;
    }

    /** The lines of all replies behind greeting and the first hello. */
    static List<String> afterHello(SmtpProfile profile, boolean tls, String input) {
        String hello = profile instanceof SmtpProfile.Lmtp ? "LHLO" : "EHLO";
        List<String> lines = play(profile, tls, hello + " c.example.test\r\n" + input).replies;
        int end = 1;
        while (lines.get(end).startsWith("250-")) {
            end++;
        }
        return lines.subList(end + 1, lines.size());
    }

    private void run() {
        try {
            SmtpAction action = session.greet();
            while (!closed) {
                action = step(action);
            }
        } catch (EndOfInput _) {
            sink.reset();
        }
    }

    private SmtpAction step(SmtpAction action) {
        return switch (action) {
            case SmtpAction.Send(var all) -> {
                all.forEach(this::write);
                yield session.on(read());
            }
            case SmtpAction.Read() -> session.on(read());
            case SmtpAction.CheckSender(var mail) -> session.senderChecked(sender(mail.from()));
            case SmtpAction.CheckRecipient(var rcpt, _) ->
                    session.recipientChecked(recipient(rcpt.to()));
            case SmtpAction.Receive(var go, _, var first, var body) -> {
                go.ifPresent(this::write);
                if (first) {
                    assertThat(sink.size()).as("the place was abandoned before").isZero();
                }
                move(body);
                yield session.received(SmtpOutcome.ACCEPTED);
            }
            case SmtpAction.Skip(var body) -> {
                int before = sink.size();
                move(body);
                assertThat(sink.size()).isEqualTo(before);
                yield session.skipped();
            }
            case SmtpAction.Deliver(var envelope) -> deliver(envelope);
            case SmtpAction.Answered _ -> throw new AssertionError("handled by deliver");
            case SmtpAction.Abandon(var then) -> {
                sink.reset();
                yield then;
            }
            case SmtpAction.StartTls(var reply) -> {
                write(reply);
                if (in.hasRemaining()) {
                    closed = true;
                    yield action;
                }
                decoder = new SmtpDecoder();
                yield session.tlsStarted(true);
            }
            case SmtpAction.Authenticate(_, var initial) ->
                    session.authenticated(initial.map(TestListener::plain).orElse(challenge()));
            case SmtpAction.AuthStep(var response) -> session.authenticated(plain(response));
            case SmtpAction.Close(var all) -> {
                all.forEach(this::write);
                closed = true;
                yield action;
            }
        };
    }

    private SmtpAction deliver(SmtpEnvelope envelope) {
        String content = sink.toString(ISO_8859_1);
        sink = new ByteArrayOutputStream();
        if (!lmtp) {
            stored.add(new Message(envelope, content));
            return session.delivered(SmtpOutcome.ACCEPTED);
        }
        SmtpAction action = new SmtpAction.Read();
        for (SmtpEnvelope.Recipient recipient : envelope.recipients()) {
            if (action instanceof SmtpAction.Answered(var reply)) {
                write(reply);
            }
            boolean full = recipient.path().toString().startsWith("<luis@");
            if (!full) {
                stored.add(new Message(envelope, content));
            }
            action = session.delivered(full ? SmtpOutcome.OVER_QUOTA : SmtpOutcome.ACCEPTED);
        }
        return action;
    }

    private static SaslOutcome challenge() {
        return new SaslOutcome.Challenge(Secret.of(new byte[0]));
    }

    private static SaslOutcome plain(Secret response) {
        boolean right = response.matches(Secret.of("\0ana\0secreto".getBytes(UTF_8)));
        return right
                ? new SaslOutcome.Authenticated("ana")
                : new SaslOutcome.Failed(SaslOutcome.Reason.WRONG_CREDENTIALS);
    }

    private SmtpOutcome sender(ReversePath from) {
        boolean foreign =
                session.user().isPresent() && !from.toString().equals("<ana@example.test>");
        return foreign ? SmtpOutcome.SENDER_NOT_OWNED : SmtpOutcome.ACCEPTED;
    }

    private SmtpOutcome recipient(ForwardPath to) {
        return switch (to) {
            case ForwardPath.Postmaster() -> SmtpOutcome.ACCEPTED;
            case ForwardPath.To(var mailbox) when !mailbox.domainKey().equals("example.test") ->
                    session.user().isPresent()
                            ? SmtpOutcome.RELAY_NOT_OFFERED
                            : SmtpOutcome.RELAY_REFUSED;
            case ForwardPath.To(var mailbox) ->
                    switch (mailbox.localPart()) {
                        case "ana", "luis", "info", "a b", "jos\u00e9" -> SmtpOutcome.ACCEPTED;
                        case "broken" -> SmtpOutcome.TEMPORARY_FAILURE;
                        default -> SmtpOutcome.UNKNOWN_RECIPIENT;
                    };
        };
    }

    private void move(SmtpBody body) {
        ByteBuffer content = ByteBuffer.allocate(5);
        boolean ended;
        do {
            ended = body.take(in, content);
            sink.write(content.array(), 0, content.position());
            content.clear();
            if (!ended && !in.hasRemaining()) {
                fill();
            }
        } while (!ended);
    }

    private SmtpInput read() {
        while (true) {
            Optional<SmtpInput> input = decoder.read(in, session.expects());
            if (input.isPresent()) {
                return input.get();
            }
            fill();
        }
    }

    private void fill() {
        if (inputAt == input.length) {
            throw new EndOfInput();
        }
        int length = Math.min(chunk, input.length - inputAt);
        in = ByteBuffer.wrap(input, inputAt, length);
        inputAt += length;
    }

    /** Every reply of every test goes through here: its form is S-033's and S-006's. */
    private void write(SmtpReply reply) {
        String wire = new String(reply.octets(), ISO_8859_1);
        assertThat(wire).endsWith("\r\n");
        for (String line : wire.substring(0, wire.length() - 2).split("\r\n", -1)) {
            assertThat(line).matches(REPLY_LINE);
            assertThat(line.length()).isLessThanOrEqualTo(510);
            replies.add(line);
        }
    }
}
