package dev.buzon.protocol.smtp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.buzon.protocol.smtp.SmtpTransfer.Fate;
import dev.buzon.protocol.smtp.SmtpTransfer.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The client's side of CHUNKING (RFC 3030) and DSN (RFC 3461), and what is known when it breaks.
 */
class SmtpChunkingTest {
    private static final int CHUNK = SmtpTransfer.CHUNK_OCTETS;

    @Test
    void aSmallMessageIsOneChunkThatIsTheLast() {
        SmtpTransfer transfer = transfer(50, 2, "CHUNKING", "PIPELINING");
        assertThat(wire(transfer.start()))
                .containsExactly(
                        "MAIL FROM:<c@d.test>", "RCPT TO:<r0@e.test>", "RCPT TO:<r1@e.test>");
        assertThat(wire(feed(transfer, 250, 250, 550))).containsExactly("BDAT 50 LAST");
        assertThat(fates(feed(transfer, 250))).containsExactly("Taken", "Refused");
    }

    @Test
    void noContentGoesOutBeforeARecipientWasTaken() {
        SmtpTransfer transfer = transfer(50, 2, "CHUNKING", "PIPELINING");
        transfer.start();
        assertThat(fates(feed(transfer, 250, 550, 451))).containsExactly("Refused", "Refused");
    }

    @Test
    void chunksFollowEachOtherInAWindow() {
        SmtpTransfer transfer = transfer(5L * CHUNK + 1, 1, "CHUNKING", "PIPELINING");
        transfer.start();
        String chunk = "BDAT " + CHUNK;
        assertThat(wire(feed(transfer, 250, 250))).containsExactly(chunk, chunk, chunk, chunk);
        assertThat(wire(feed(transfer, 250))).containsExactly(chunk);
        assertThat(feed(transfer, 250, 250, 250)).isInstanceOf(Step.Await.class);
        assertThat(wire(feed(transfer, 250))).containsExactly("BDAT 1 LAST");
        assertThat(fates(feed(transfer, 250))).containsExactly("Taken");
    }

    @Test
    void withoutPipeliningEachChunkWaits() {
        SmtpTransfer transfer = transfer(2L * CHUNK, 1, "CHUNKING");
        transfer.start();
        feed(transfer, 250);
        assertThat(wire(feed(transfer, 250))).containsExactly("BDAT " + CHUNK);
        assertThat(wire(feed(transfer, 250))).containsExactly("BDAT " + CHUNK + " LAST");
        assertThat(fates(feed(transfer, 250))).containsExactly("Taken");
    }

    @Test
    void afterARefusedChunkNoMoreAreSent() { // RFC 3030 §2
        SmtpTransfer transfer = transfer(9L * CHUNK, 1, "CHUNKING", "PIPELINING");
        transfer.start();
        feed(transfer, 250, 250);
        assertThat(feed(transfer, 452)).isInstanceOf(Step.Await.class);
        feed(transfer, 503, 503);
        assertThat(fates(feed(transfer, 503))).containsExactly("Refused");
    }

    @Test
    void anEmptyMessageIsAnEmptyChunk() {
        SmtpTransfer transfer = transfer(0, 1, "CHUNKING");
        transfer.start();
        feed(transfer, 250);
        assertThat(wire(feed(transfer, 250))).containsExactly("BDAT 0 LAST");
    }

    @Test
    void lmtpTakesItsContentByData() { // RFC 2033 §4.2 counts answers, not chunks
        SmtpTransfer transfer =
                new SmtpTransfer(outgoing(50, 1), capabilities("CHUNKING", "PIPELINING"), true);
        assertThat(wire(transfer.start())).last().isEqualTo("DATA");
    }

    @Test
    void whatBreaksBeforeTheEndWasNotTakenAndBehindItNobodyKnows() { // C-031
        SmtpTransfer before = transfer(2L * CHUNK, 1, "CHUNKING");
        before.start();
        feed(before, 250, 250);
        assertThat(names(before.lost())).containsExactly("Lost");
        SmtpTransfer behind = transfer(CHUNK, 2, "CHUNKING", "PIPELINING");
        behind.start();
        feed(behind, 250, 250, 550);
        assertThat(names(behind.lost())).containsExactly("Unknown", "Refused");
        SmtpTransfer within = transfer(CHUNK, 1, "CHUNKING", "PIPELINING");
        within.start();
        feed(within, 250, 250);
        assertThat(names(within.brokeOff())).containsExactly("Lost");
        SmtpTransfer data = transfer(CHUNK, 1, "PIPELINING");
        data.start();
        assertThat(feed(data, 250, 250, 354)).isInstanceOf(Step.WriteContent.class);
        assertThat(names(data.lost())).containsExactly("Unknown");
    }

    @Test
    void aRefusedSenderEndsItBeforeTheSecondGroup() {
        int many = 3 * SmtpTransfer.GROUP_COMMANDS;
        SmtpTransfer transfer = transfer(50, many, "PIPELINING");
        assertThat(wire(transfer.start())).hasSize(SmtpTransfer.GROUP_COMMANDS);
        Step step = feed(transfer, 550);
        for (int i = 1; i < SmtpTransfer.GROUP_COMMANDS; i++) {
            assertThat(step).isInstanceOf(Step.Await.class);
            step = feed(transfer, 503);
        }
        assertThat(fates(step)).hasSize(many).containsOnly("Refused");
    }

    @Test
    void wishesAboutReportsGoWhereTheyAreUnderstood() { // RFC 3461 §4.3, §4.4, §5.2.2; C-032
        SmtpTransfer.Outgoing wishes =
                new SmtpTransfer.Outgoing(
                        sender(),
                        recipients(1),
                        50,
                        false,
                        false,
                        Optional.of(MailParameters.Ret.HDRS),
                        Optional.of(Xtext.encode("id=1")));
        assertThat(wire(new SmtpTransfer(wishes, capabilities("DSN"), false).start()))
                .containsExactly("MAIL FROM:<c@d.test> RET=HDRS ENVID=id+3D1");
        assertThat(wire(new SmtpTransfer(wishes, capabilities(), false).start()))
                .containsExactly("MAIL FROM:<c@d.test>");
        Optional<Xtext> tooLong = Optional.of(new Xtext("x".repeat(101)));
        assertThatThrownBy(() ->
                        new SmtpTransfer.Outgoing(
                                sender(),
                                recipients(1),
                                1,
                                false,
                                false,
                                Optional.empty(),
                                tooLong))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whateverTheServerSaysTheBooksAgree() {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        for (int round = 0; round < 3000; round++) {
            new Play(random, "-Dseed=" + seed + ", round " + round).toTheEnd();
        }
    }

    /** A transfer against a server that says anything, or breaks off. */
    private static final class Play {
        private static final int[] CODES = {250, 250, 250, 250, 354, 354, 451, 550, 421, 299};
        private final Random random;
        private final String where;
        private final long octets;
        private final int count;
        private final SmtpTransfer transfer;
        private final Deque<SmtpCommand> unanswered = new ArrayDeque<>();
        private long chunked;
        private boolean ended;
        private boolean refusedChunk;

        Play(Random random, String where) {
            this.random = random;
            this.where = where;
            this.octets = random.nextInt(7) * (long) CHUNK + random.nextInt(2);
            this.count = 1 + random.nextInt(random.nextInt(10) == 0 ? 250 : 4);
            List<String> keywords = new ArrayList<>();
            if (random.nextBoolean()) {
                keywords.add("CHUNKING");
            }
            if (random.nextBoolean()) {
                keywords.add("PIPELINING");
            }
            transfer = transfer(octets, count, keywords.toArray(String[]::new));
        }

        void toTheEnd() {
            Step step = transfer.start();
            while (!(step instanceof Step.Done)) {
                sent(step);
                if (random.nextInt(40) == 0) {
                    check(transfer.lost());
                    return;
                }
                SmtpCommand answered = unanswered.isEmpty() ? null : unanswered.remove();
                int code = code(answered);
                refusedChunk |= answered instanceof SmtpCommand.Bdat && code != 250 && code != 299;
                step = transfer.on(reply(code));
            }
            check(((Step.Done) step).result());
        }

        private void sent(Step step) {
            switch (step) {
                case Step.Write(var commands) -> commands.forEach(this::sent);
                case Step.WriteContent() -> ended = true;
                case Step.WriteNothing(), Step.Await() -> {}
                case Step.Done _ -> throw new AssertionError(where);
            }
        }

        private void sent(SmtpCommand command) {
            unanswered.add(command);
            if (command instanceof SmtpCommand.Bdat(var size, var last)) {
                assertThat(refusedChunk || ended).as(where).isFalse();
                chunked += size;
                ended = last;
                assertThat(last).as(where).isEqualTo(chunked == octets);
                assertThat(unanswered)
                        .as(where)
                        .hasSizeLessThanOrEqualTo(SmtpTransfer.CHUNKS_UNANSWERED);
            }
        }

        /** Mostly what a server says, sometimes what none should. */
        private int code(@org.jspecify.annotations.Nullable SmtpCommand answered) {
            if (random.nextInt(3) > 0) {
                return answered instanceof SmtpCommand.Data ? 354 : 250;
            }
            return CODES[random.nextInt(CODES.length)];
        }

        private void check(SmtpTransfer.Result result) {
            assertThat(result.fates()).as(where).hasSize(count);
            for (Fate fate : result.fates()) {
                if (fate instanceof Fate.Taken || fate instanceof Fate.Unknown) {
                    assertThat(ended).as(where).isTrue();
                }
            }
            if (result.reusable()) {
                assertThat(unanswered).as(where).isEmpty();
                assertThat(result.fates()).as(where).noneMatch(Fate.Unknown.class::isInstance);
            }
        }
    }

    private static SmtpTransfer transfer(long octets, int recipients, String... keywords) {
        return new SmtpTransfer(outgoing(octets, recipients), capabilities(keywords), false);
    }

    private static SmtpTransfer.Outgoing outgoing(long octets, int recipients) {
        return new SmtpTransfer.Outgoing(sender(), recipients(recipients), octets, false, false);
    }

    private static ReversePath sender() {
        return new ReversePath.Sender(new Mailbox("c", "d.test"));
    }

    private static List<SmtpCommand.Rcpt> recipients(int count) {
        List<SmtpCommand.Rcpt> recipients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            recipients.add(
                    new SmtpCommand.Rcpt(
                            new ForwardPath.To(new Mailbox("r" + i, "e.test")),
                            RcptParameters.NONE));
        }
        return recipients;
    }

    private static SmtpCapabilities capabilities(String... keywords) {
        List<String> lines = new ArrayList<>(List.of("mx.test"));
        lines.addAll(List.of(keywords));
        return SmtpCapabilities.of(SmtpReplies.hello(lines));
    }

    private static Step feed(SmtpTransfer transfer, int... codes) {
        Step step = new Step.Await();
        for (int code : codes) {
            step = transfer.on(reply(code));
        }
        return step;
    }

    private static SmtpReply reply(int code) {
        return SmtpReply.bare(code, "text");
    }

    private static List<String> wire(Step step) {
        return ((Step.Write) step)
                .commands().stream()
                        .map(command -> new String(SmtpPrinter.octets(command), UTF_8).strip())
                        .toList();
    }

    private static List<String> fates(Step step) {
        return names(((Step.Done) step).result());
    }

    private static List<String> names(SmtpTransfer.Result result) {
        return result.fates().stream().map(fate -> fate.getClass().getSimpleName()).toList();
    }
}
