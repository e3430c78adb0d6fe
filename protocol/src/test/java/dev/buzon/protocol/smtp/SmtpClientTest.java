package dev.buzon.protocol.smtp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpClientTest {
    private static final SmtpCapabilities OLD = SmtpCapabilities.NONE;
    private static final SmtpCapabilities MODERN =
            SmtpCapabilities.of(
                    reply(
                            TestListener.crlf(
                                    "250-mx.test",
                                    "250-PIPELINING",
                                    "250-SIZE 100000",
                                    "250-8BITMIME",
                                    "250-SMTPUTF8",
                                    "250-STARTTLS",
                                    "250-AUTH=LOGIN",
                                    "250 auth PLAIN LOGIN")));

    @Test
    void repliesOfAllShapesAreRead() { // S-026
        assertThat(reply("299 new\r\n").kind()).isEqualTo(SmtpReply.Kind.DONE);
        assertThat(reply("451-one\r\n451 two\r\n").lines()).containsExactly("one", "two");
        assertThat(reply("250\r\n").lines()).containsExactly("");
        assertThat(reply("354 \n").kind()).isEqualTo(SmtpReply.Kind.GO_ON);
        assertThat(reply("550-5.1.1 no\r\n550 5.1.1 user\r\n"))
                .isEqualTo(new SmtpReply(550, Optional.of("5.1.1"), List.of("no", "user")));
        assertThat(reply("250 5.1.1 odd\r\n").status()).isEmpty();
        assertThat(reply("550 bell\u0007\r\n").lines()).containsExactly("bell\ufffd");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+OK\r\n",
                "2500 x\r\n",
                "100 x\r\n",
                "\r\n",
                "250-a\r\n251 b\r\n",
                "999 x\r\n"
            })
    void whatIsNoReplyIsAFault(String text) {
        assertThat(new SmtpReplyDecoder().read(ByteBuffer.wrap(text.getBytes(UTF_8))))
                .contains(new SmtpReplyDecoder.Received.Fault());
    }

    @Test
    void repliesWithoutEndAreAFault() {
        SmtpReplyDecoder decoder = new SmtpReplyDecoder();
        ByteBuffer lines = ByteBuffer.wrap("250-x\r\n".repeat(300).getBytes(UTF_8));
        assertThat(decoder.read(lines)).contains(new SmtpReplyDecoder.Received.Fault());
        ByteBuffer line = ByteBuffer.wrap("2".repeat(20_000).getBytes(UTF_8));
        assertThat(new SmtpReplyDecoder().read(line))
                .contains(new SmtpReplyDecoder.Received.Fault());
    }

    @Test
    void capabilitiesAreRead() {
        assertThat(MODERN.pipelining()).isTrue();
        assertThat(MODERN.startTls()).isTrue();
        assertThat(MODERN.messageOctets()).hasValue(100_000);
        assertThat(MODERN.mechanisms()).containsExactlyInAnyOrder("PLAIN", "LOGIN");
        assertThat(OLD.mechanisms()).isEmpty();
    }

    @Test
    void pipelinedCommandsGoOutTogether() {
        SmtpTransfer transfer = new SmtpTransfer(outgoing("ana", "luis"), MODERN, false);
        assertThat(transfer.start())
                .isInstanceOfSatisfying(
                        SmtpTransfer.Step.Write.class,
                        write ->
                                assertThat(wire(write))
                                        .containsExactly(
                                                "MAIL FROM:<c@d.test> SIZE=50",
                                                "RCPT TO:<ana@example.test>",
                                                "RCPT TO:<luis@example.test>",
                                                "DATA"));
        assertThat(feed(transfer, "250", "250", "550", "354"))
                .isInstanceOf(SmtpTransfer.Step.WriteContent.class);
        assertThat(fates(feed(transfer, "250"))).containsExactly("Taken250", "Refused550");
    }

    @Test
    void withoutPipeliningEachCommandWaits() {
        SmtpTransfer transfer = new SmtpTransfer(outgoing("ana"), OLD, false);
        assertThat(wire(transfer.start())).containsExactly("MAIL FROM:<c@d.test>");
        assertThat(wire(feed(transfer, "250"))).containsExactly("RCPT TO:<ana@example.test>");
        assertThat(fates(feed(transfer, "451"))).containsExactly("Refused451");
    }

    @Test
    void nothingIsSentWhenNobodyWasTaken() { // RFC 2920 §3.1
        SmtpTransfer transfer = new SmtpTransfer(outgoing("ana"), MODERN, false);
        transfer.start();
        assertThat(feed(transfer, "250", "550", "354"))
                .isInstanceOf(SmtpTransfer.Step.WriteNothing.class);
        assertThat(fates(feed(transfer, "250"))).containsExactly("Refused550");
    }

    @Test
    void aRefusedSenderRefusesAll() {
        SmtpTransfer transfer = new SmtpTransfer(outgoing("ana", "luis"), MODERN, false);
        transfer.start();
        assertThat(fates(feed(transfer, "550", "503", "503", "503")))
                .containsExactly("Refused550", "Refused550");
    }

    @Test
    void lmtpAnswersForEachRecipient() { // RFC 2033 §4.2
        SmtpTransfer transfer = new SmtpTransfer(outgoing("a", "b", "c"), MODERN, true);
        transfer.start();
        feed(transfer, "250", "250", "550", "250", "354");
        assertThat(feed(transfer, "250")).isInstanceOf(SmtpTransfer.Step.Await.class);
        assertThat(fates(feed(transfer, "452")))
                .containsExactly("Taken250", "Refused550", "Refused452");
    }

    @Test
    void aLeavingServerAndABrokenLineEndTheTransfer() {
        SmtpTransfer leaving = new SmtpTransfer(outgoing("a", "b"), MODERN, false);
        leaving.start();
        assertThat(fates(feed(leaving, "250", "550", "421")))
                .containsExactly("Refused550", "Refused421");
        SmtpTransfer broken = new SmtpTransfer(outgoing("a", "b"), MODERN, false);
        broken.start();
        feed(broken, "250", "550");
        assertThat(broken.lost().fates().getLast()).isInstanceOf(SmtpTransfer.Fate.Lost.class);
        assertThat(broken.lost().reusable()).isFalse();
    }

    @Test
    void whatTheServerCannotCarryIsNotSent() { // S-046
        assertThat(obstacle(new SmtpTransfer.Outgoing(sender(), to("a"), 200_000, false, false)))
                .isEqualTo(SmtpTransfer.Obstacle.TOO_BIG);
        assertThat(
                        obstacle(
                                OLD,
                                new SmtpTransfer.Outgoing(sender(), to("\u00e9"), 1, false, false)))
                .isEqualTo(SmtpTransfer.Obstacle.NEEDS_SMTPUTF8);
        assertThat(obstacle(OLD, new SmtpTransfer.Outgoing(sender(), to("a"), 1, true, false)))
                .isEqualTo(SmtpTransfer.Obstacle.NEEDS_8BITMIME);
    }

    private static SmtpTransfer.Obstacle obstacle(SmtpTransfer.Outgoing outgoing) {
        return obstacle(MODERN, outgoing);
    }

    private static SmtpTransfer.Obstacle obstacle(
            SmtpCapabilities server, SmtpTransfer.Outgoing outgoing) {
        SmtpTransfer.Step.Done done =
                (SmtpTransfer.Step.Done) new SmtpTransfer(outgoing, server, false).start();
        SmtpTransfer.Fate.Impossible fate =
                (SmtpTransfer.Fate.Impossible) done.result().fates().getFirst();
        return fate.obstacle();
    }

    private static SmtpTransfer.Outgoing outgoing(String... locals) {
        return new SmtpTransfer.Outgoing(sender(), to(locals), 50, false, false);
    }

    private static ReversePath sender() {
        return new ReversePath.Sender(new Mailbox("c", "d.test"));
    }

    private static List<SmtpCommand.Rcpt> to(String... locals) {
        List<SmtpCommand.Rcpt> recipients = new ArrayList<>();
        for (String local : locals) {
            ForwardPath path = new ForwardPath.To(new Mailbox(local, "example.test"));
            recipients.add(new SmtpCommand.Rcpt(path, RcptParameters.NONE));
        }
        return recipients;
    }

    private static SmtpTransfer.Step feed(SmtpTransfer transfer, String... codes) {
        SmtpTransfer.Step step = new SmtpTransfer.Step.Await();
        for (String code : codes) {
            step = transfer.on(reply(code + " text\r\n"));
        }
        return step;
    }

    private static List<String> wire(SmtpTransfer.Step step) {
        return ((SmtpTransfer.Step.Write) step)
                .commands().stream()
                        .map(command -> new String(SmtpPrinter.octets(command), UTF_8).strip())
                        .toList();
    }

    private static List<String> fates(SmtpTransfer.Step step) {
        return ((SmtpTransfer.Step.Done) step)
                .result().fates().stream()
                        .map(fate ->
                                switch (fate) {
                                    case SmtpTransfer.Fate.Taken(var reply) ->
                                            "Taken" + reply.code();
                                    case SmtpTransfer.Fate.Refused(var reply) ->
                                            "Refused" + reply.code();
                                    case SmtpTransfer.Fate.Impossible(var why) ->
                                            "Impossible" + why;
                                    case SmtpTransfer.Fate.Lost() -> "Lost";
                                    case SmtpTransfer.Fate.Unknown() -> "Unknown";
                                })
                        .toList();
    }

    /** The reply, read whole and octet by octet with octets behind it. */
    private static SmtpReply reply(String text) {
        byte[] octets = (text + "250 next").getBytes(UTF_8);
        ByteBuffer in = ByteBuffer.wrap(octets);
        SmtpReplyDecoder.Received whole = new SmtpReplyDecoder().read(in).orElseThrow();
        assertThat(in.remaining()).isEqualTo(8);
        SmtpReplyDecoder decoder = new SmtpReplyDecoder();
        Optional<SmtpReplyDecoder.Received> single = Optional.empty();
        for (int at = 0; single.isEmpty(); at++) {
            single = decoder.read(ByteBuffer.wrap(octets, at, 1));
        }
        assertThat(single).contains(whole);
        return ((SmtpReplyDecoder.Received.Reply) whole).reply();
    }
}
