package dev.buzon.protocol.smtp;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The client's side of one message over SMTP or LMTP, after hello, TLS and AUTH: what to send
 * together, what each reply means, and how it ended for each recipient. One object carries one
 * message; the package's page shows the loop around it.
 */
public final class SmtpTransfer {
    /** The most octets of a chunk (RFC 3030 §2): a server that has no room says so after each. */
    public static final int CHUNK_OCTETS = 1 << 20;

    /** The most chunks that are on their way without an answer, where PIPELINING is offered. */
    public static final int CHUNKS_UNANSWERED = 4;

    /**
     * The most commands of a group: the answers to more might fill the line while the commands do,
     * and nobody would go on reading (RFC 2920 §3.1).
     */
    public static final int GROUP_COMMANDS = 100;

    /**
     * A message to be sent.
     *
     * @param from where reports go
     * @param recipients at least one
     * @param octets of the content in wire form, before dot-stuffing
     * @param eightBit whether the content holds octets above 127
     * @param utf8Header whether its header holds UTF-8 (RFC 6532)
     * @param ret how much of the message a report shall bring back (RFC 3461 §4.3)
     * @param envid the sender's name for this envelope (RFC 3461 §4.4)
     */
    public record Outgoing(
            ReversePath from,
            List<SmtpCommand.Rcpt> recipients,
            long octets,
            boolean eightBit,
            boolean utf8Header,
            Optional<MailParameters.Ret> ret,
            Optional<Xtext> envid) {
        public Outgoing {
            recipients = List.copyOf(recipients);
            if (recipients.isEmpty()) {
                throw new IllegalArgumentException("a message needs a recipient");
            }
            if (octets < 0) {
                throw new IllegalArgumentException("a message has no fewer than 0 octets");
            }
            if (envid.filter(id -> id.encoded().length() > MailParameters.ENVID_OCTETS)
                    .isPresent()) {
                throw new IllegalArgumentException("the name of an envelope is too long");
            }
        }

        /** A message without wishes about reports. */
        public Outgoing(
                ReversePath from,
                List<SmtpCommand.Rcpt> recipients,
                long octets,
                boolean eightBit,
                boolean utf8Header) {
            this(
                    from,
                    recipients,
                    octets,
                    eightBit,
                    utf8Header,
                    Optional.empty(),
                    Optional.empty());
        }

        boolean needsUtf8() {
            return utf8Header
                    || (from instanceof ReversePath.Sender(var sender) && sender.needsUtf8())
                    || recipients.stream().anyMatch(Outgoing::needsUtf8);
        }

        private static boolean needsUtf8(SmtpCommand.Rcpt rcpt) {
            return rcpt.to() instanceof ForwardPath.To(var mailbox) && mailbox.needsUtf8();
        }
    }

    /** What to do next. */
    public sealed interface Step {
        /**
         * Send these together, each BDAT with the next octets of the content behind it, as many as
         * it says (RFC 3030 §2); then feed the next reply.
         */
        record Write(List<SmtpCommand> commands) implements Step {}

        /** Feed the next reply. */
        record Await() implements Step {}

        /** Send the content, dot-stuffed, with the terminator; then feed the next reply. */
        record WriteContent() implements Step {}

        /** Send the terminator only, since no recipient was taken; then feed the next reply. */
        record WriteNothing() implements Step {}

        /** It is over. */
        record Done(Result result) implements Step {}
    }

    /**
     * How it ended.
     *
     * @param fates one for each recipient, in order
     * @param reusable whether the connection can be used for another message; RSET first
     */
    public record Result(List<Fate> fates, boolean reusable) {
        public Result {
            fates = List.copyOf(fates);
        }
    }

    /** How it ended for one recipient. */
    public sealed interface Fate {
        /** The server has taken the message for this recipient (RFC 5321 §4.2.5). */
        record Taken(SmtpReply reply) implements Fate {}

        /** The server has not; its {@link SmtpReply#kind} says whether to try again. */
        record Refused(SmtpReply reply) implements Fate {}

        /** It was not tried, since the server cannot carry this message. */
        record Impossible(Obstacle obstacle) implements Fate {}

        /** The connection broke before the content was complete: try again. */
        record Lost() implements Fate {}

        /**
         * The content went out whole and no answer came: nobody but the server knows whether it has
         * taken the message. Trying again may make a second copy (RFC 5321 §4.1.1.4, §6.1).
         */
        record Unknown() implements Fate {}
    }

    /** Why a server cannot carry a message. */
    public enum Obstacle {
        /** It is larger than the server's SIZE (RFC 1870 §6). */
        TOO_BIG,
        /** It needs SMTPUTF8, which the server does not offer (RFC 6531 §3.2; S-046). */
        NEEDS_SMTPUTF8,
        /** It needs 8BITMIME, which the server does not offer (RFC 6152 §3). */
        NEEDS_8BITMIME
    }

    private final Outgoing outgoing;
    private final SmtpCapabilities server;
    private final boolean lmtp;
    private final List<Optional<Fate>> fates;
    private final Deque<SmtpCommand> unsent = new ArrayDeque<>();
    private final Deque<SmtpCommand> unanswered = new ArrayDeque<>();
    private final Deque<Integer> taken = new ArrayDeque<>();
    private final boolean chunked;
    private long unchunked;
    private int nextRecipient;
    private boolean complete;
    private boolean reusable = true;

    /** The transfer of a message to a server that offers this. */
    public SmtpTransfer(Outgoing outgoing, SmtpCapabilities server, boolean lmtp) {
        this.outgoing = outgoing;
        this.server = server;
        this.lmtp = lmtp;
        this.chunked = server.has("CHUNKING") && !lmtp;
        this.unchunked = outgoing.octets();
        this.fates =
                new ArrayList<>(
                        Collections.nCopies(outgoing.recipients().size(), Optional.empty()));
    }

    /** The first step. */
    public Step start() {
        Optional<Obstacle> obstacle = obstacle();
        if (obstacle.isPresent()) {
            return doneWith(new Fate.Impossible(obstacle.get()));
        }
        unsent.add(new SmtpCommand.Mail(outgoing.from(), parameters()));
        for (SmtpCommand.Rcpt rcpt : outgoing.recipients()) {
            // RFC 3461 §5.2.2: without DSN at the next hop its parameters stay behind
            unsent.add(
                    server.has("DSN")
                            ? rcpt
                            : new SmtpCommand.Rcpt(rcpt.to(), RcptParameters.NONE));
        }
        if (!chunked) {
            unsent.add(new SmtpCommand.Data());
        }
        return writeNext();
    }

    private Optional<Obstacle> obstacle() {
        if (outgoing.octets() > server.messageOctets().orElse(Long.MAX_VALUE)) {
            return Optional.of(Obstacle.TOO_BIG);
        }
        if (outgoing.needsUtf8() && !server.has("SMTPUTF8")) {
            return Optional.of(Obstacle.NEEDS_SMTPUTF8);
        }
        return outgoing.eightBit() && !server.has("8BITMIME")
                ? Optional.of(Obstacle.NEEDS_8BITMIME)
                : Optional.empty();
    }

    private MailParameters parameters() {
        boolean dsn = server.has("DSN");
        return new MailParameters(
                server.has("SIZE") ? OptionalLong.of(outgoing.octets()) : OptionalLong.empty(),
                outgoing.eightBit() ? MailParameters.Body.EIGHT_BIT : MailParameters.Body.SEVEN_BIT,
                outgoing.needsUtf8(),
                Optional.empty(),
                dsn ? outgoing.ret() : Optional.empty(),
                dsn ? outgoing.envid() : Optional.empty());
    }

    /** What is left in one group, or one command (RFC 2920 §3.1: DATA may end a group). */
    private Step writeNext() {
        List<SmtpCommand> group = new ArrayList<>();
        do {
            group.add(unsent.remove());
        } while (server.pipelining() && !unsent.isEmpty() && group.size() < GROUP_COMMANDS);
        unanswered.addAll(group);
        return new Step.Write(List.copyOf(group));
    }

    /** Takes the next reply of the server. */
    public Step on(SmtpReply reply) {
        if (reply.code() == 421) { // RFC 5321 §3.8: the server is leaving
            reusable = false;
            return doneWith(new Fate.Refused(reply));
        }
        if (unanswered.isEmpty()) {
            return afterContent(reply);
        }
        return switch (unanswered.remove()) {
            case SmtpCommand.Mail _ -> afterMail(reply);
            case SmtpCommand.Rcpt _ -> afterRcpt(reply);
            case SmtpCommand.Data() -> afterData(reply);
            case SmtpCommand.Bdat(_, var last) -> afterChunk(reply, last);
            case SmtpCommand.Ehlo _,
                    SmtpCommand.Helo _,
                    SmtpCommand.Lhlo _,
                    SmtpCommand.Rset(),
                    SmtpCommand.Noop(),
                    SmtpCommand.Vrfy(),
                    SmtpCommand.Expn(),
                    SmtpCommand.Help(),
                    SmtpCommand.Quit(),
                    SmtpCommand.StartTls(),
                    SmtpCommand.Auth _,
                    SmtpCommand.Unknown(),
                    SmtpCommand.Foreign(),
                    SmtpCommand.Malformed _,
                    SmtpCommand.MalformedBdat() ->
                    throw new IllegalStateException("a transfer sends MAIL, RCPT, DATA and BDAT");
        };
    }

    /** The connection broke, or fell silent: the end for all whose fate is open. */
    public Result lost() {
        reusable = false;
        return settle(complete && !taken.isEmpty() ? new Fate.Unknown() : new Fate.Lost());
    }

    /**
     * The same, while the content was being written and before its end went out, so that the server
     * cannot have taken it.
     */
    public Result brokeOff() {
        complete = false;
        return lost();
    }

    private Step afterMail(SmtpReply reply) {
        if (reply.kind() == SmtpReply.Kind.DONE) {
            return unanswered.isEmpty() ? writeNext() : new Step.Await();
        }
        settle(new Fate.Refused(reply));
        return unanswered.isEmpty() ? done() : new Step.Await();
    }

    private Step afterRcpt(SmtpReply reply) {
        int recipient = nextRecipient;
        nextRecipient++;
        if (fates.get(recipient).isEmpty()) {
            if (reply.kind() == SmtpReply.Kind.DONE) {
                taken.add(recipient);
            } else {
                fates.set(recipient, Optional.of(new Fate.Refused(reply)));
            }
        }
        if (!unanswered.isEmpty()) {
            return new Step.Await();
        }
        if (fates.stream().allMatch(Optional::isPresent)) {
            return done();
        }
        if (nextRecipient < fates.size()) {
            return writeNext();
        }
        return chunked ? writeChunks() : writeNext();
    }

    /**
     * As many chunks as may be on their way; the last one alone, when all before it were taken, so
     * that a line that breaks earlier leaves no doubt.
     */
    private Step writeChunks() {
        List<SmtpCommand> group = new ArrayList<>();
        int room = server.pipelining() ? CHUNKS_UNANSWERED : 1;
        while (!complete && unanswered.size() + group.size() < room) {
            boolean last = unchunked <= CHUNK_OCTETS;
            if (last && unanswered.size() + group.size() > 0) {
                break;
            }
            long octets = Math.min(unchunked, CHUNK_OCTETS);
            unchunked -= octets;
            complete = last;
            group.add(new SmtpCommand.Bdat(octets, last));
        }
        unanswered.addAll(group);
        return group.isEmpty() ? new Step.Await() : new Step.Write(List.copyOf(group));
    }

    /** RFC 3030 §2: each chunk has its answer; after a refusal no more are sent. */
    private Step afterChunk(SmtpReply reply, boolean last) {
        if (reply.kind() != SmtpReply.Kind.DONE || last) {
            settle(
                    reply.kind() == SmtpReply.Kind.DONE
                            ? new Fate.Taken(reply)
                            : new Fate.Refused(reply));
        }
        if (fates.stream().anyMatch(Optional::isEmpty)) {
            return writeChunks();
        }
        return unanswered.isEmpty() ? done() : new Step.Await();
    }

    private Step afterData(SmtpReply reply) {
        if (reply.kind() != SmtpReply.Kind.GO_ON) {
            return doneWith(new Fate.Refused(reply));
        }
        if (!taken.isEmpty()) {
            complete = true;
            return new Step.WriteContent();
        }
        if (lmtp) { // RFC 2033 §4.2 forbids this 354; how many replies would follow is anyone's
            // guess
            reusable = false;
            return done();
        }
        return new Step.WriteNothing();
    }

    /** RFC 5321 §4.2: one reply for all; RFC 2033 §4.2: one for each recipient that was taken. */
    private Step afterContent(SmtpReply reply) {
        boolean stored = reply.kind() == SmtpReply.Kind.DONE;
        Fate fate = stored ? new Fate.Taken(reply) : new Fate.Refused(reply);
        if (!lmtp || taken.isEmpty()) {
            return doneWith(fate);
        }
        fates.set(taken.remove(), Optional.of(fate));
        return taken.isEmpty() ? done() : new Step.Await();
    }

    private Step doneWith(Fate fate) {
        return new Step.Done(settle(fate));
    }

    private Step done() {
        return doneWith(new Fate.Lost());
    }

    private Result settle(Fate fate) {
        fates.replaceAll(known -> Optional.of(known.orElse(fate)));
        return new Result(fates.stream().flatMap(Optional::stream).toList(), reusable);
    }
}
