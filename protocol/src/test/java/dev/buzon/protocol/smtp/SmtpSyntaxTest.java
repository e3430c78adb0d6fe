package dev.buzon.protocol.smtp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.buzon.protocol.Secret;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpSyntaxTest {
    private static final long SEED = Long.getLong("seed", System.nanoTime());

    /** M4, S-009: the capital of the long s is S, but a word with one is no command. */
    @ParameterizedTest
    @ValueSource(strings = {"R\u017fET", "QU\u0131T", "\u017fTARTTLS"})
    void lettersOutsideAsciiMakeNoVerb(String line) {
        assertThat(SmtpCommandParser.parse(line)).isEqualTo(new SmtpCommand.Unknown());
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "ana@example.test, ana, example.test, ana@example.test",
                "\"ana\"@example.test, ana, example.test, ana@example.test",
                "\"a\\na\"@example.test, ana, example.test, ana@example.test",
                "\"a b\"@b.test, a b, b.test, \"a b\"@b.test",
                "\"a\\\"\\\\b\"@b.test, a\"\\b, b.test, \"a\\\"\\\\b\"@b.test",
                "\"a>b\"@b.test, a>b, b.test, \"a>b\"@b.test",
                "\"a..b\"@b.test, a..b, b.test, \"a..b\"@b.test",
                "O'Neil+x=y@b.test, O'Neil+x=y, b.test, O'Neil+x=y@b.test",
                "a@[192.0.2.1], a, [192.0.2.1], a@[192.0.2.1]",
                "a@[IPv6:2001:db8::1], a, [IPv6:2001:db8::1], a@[IPv6:2001:db8::1]",
                "a@[IPv6:::ffff:192.0.2.1], a, [IPv6:::ffff:192.0.2.1], a@[IPv6:::ffff:192.0.2.1]",
                "jos\u00e9@ma\u00f1ana.test, jos\u00e9, ma\u00f1ana.test, jos\u00e9@ma\u00f1ana.test"
            })
    void addressesAreReadAndPrinted(String text, String local, String domain, String printed) {
        Mailbox mailbox = Mailbox.parse(text).orElseThrow(); // S-017
        assertThat(mailbox).isEqualTo(new Mailbox(local, domain)).hasToString(printed);
        assertThat(Mailbox.parse(mailbox.toString())).contains(mailbox);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "a",
                "a@",
                "@b",
                ".a@b",
                "a.@b",
                "a..b@c",
                "a b@c",
                "a@b..c",
                "a@.b",
                "a@b.",
                "a@-b",
                "a@b-",
                "a@b c",
                "\"a@b",
                "\"a\"b@c",
                "\"\"@b",
                "a@[1.2.3]",
                "a@[1.2.3.256]",
                "a@[1.2.3.4.]",
                "a@[IPv6:1:2]",
                "a@[IPv6:1::2::3]",
                "a@[x:y]",
                "a@[]",
                "a@b@c",
                "a\r@b",
                "a\n@b",
                "a\0@b",
                "\"a\nb\"@c",
                "\"a\u2028b\"@c",
                "a\u0085@b",
                "a\ud800@b",
                "a@b\n",
                "a@b\u2029",
                "<a@b>",
                "a,b@c",
                "a@b;c"
            })
    void otherTextIsNoAddress(String text) {
        assertThat(Mailbox.parse(text)).isEmpty();
    }

    @Test
    void noAddressValueHoldsALineEnd() { // TRUST.md I1
        for (String bad : List.of("a\r\nRCPT TO:<x>", "a\nb", "a\rb", "a\0b", "a\u2028b", "")) {
            assertThatThrownBy(() -> new Mailbox(bad, "b.test"))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new Mailbox("a", "b" + bad + "\n"))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new SmtpCommand.Ehlo(bad))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new SmtpCommand.Auth("PLAIN\r\n", Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Xtext("a\r\nb")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RcptParameters.OriginalRecipient("rfc822", "a\r\nb"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void charactersAreNeverCutToOctets() { // TRUST.md I1: U+760D and U+760A end in 0D and 0A
        SmtpCommand mail =
                new SmtpCommand.Mail(
                        new ReversePath.Sender(new Mailbox("a\u760d\u760ab", "b.test")),
                        MailParameters.NONE);
        byte[] octets = SmtpPrinter.octets(mail);
        String wire = new String(octets, UTF_8);
        assertThat(wire).isEqualTo("MAIL FROM:<a\u760d\u760ab@b.test>\r\n");
        for (int at = 0; at < octets.length - 2; at++) {
            assertThat(octets[at]).isNotIn((byte) '\r', (byte) '\n');
        }
    }

    @ParameterizedTest
    @CsvSource({
        "MAIL FROM:<a@b>, ok",
        "mail from:<a@b>, ok",
        "MAIL FROM: <a@b>, ok",
        "MAIL FROM:<a@b>  , ok",
        "MAIL FROM:<> SIZE=10 BODY=8BITMIME SMTPUTF8, ok",
        "MAIL FROM:<> body=7bit ret=full ENVID=QQ+2B, ok",
        "MAIL FROM:<> AUTH=<>, ok",
        "MAIL FROM:<> AUTH=a+3Db, ok",
        "MAIL FROM:<> AUTH=a+3db, 501 5.5.4",
        "MAIL FROM:<> AUTH=a=b, 501 5.5.4",
        "MAIL FROM:<> AUTH, 501 5.5.4",
        "MAIL FROM:<> SIZE=1 SIZE=1, 501 5.5.4",
        "MAIL FROM:<> SIZE=, 501 5.5.4",
        "MAIL FROM:<> SIZE=-1, 501 5.5.4",
        "MAIL FROM:<> SIZE=1x, 501 5.5.4",
        "MAIL FROM:<> BODY=BINARYMIME, 501 5.5.4",
        "MAIL FROM:<> RET=FULL ret=hdrs, 501 5.5.4",
        "MAIL FROM:<> RET=ALL, 501 5.5.4",
        "MAIL FROM:<> SMTPUTF8=1, 501 5.5.4",
        "MAIL FROM:<>SIZE=1, 501 5.5.4",
        "MAIL FROM:<> X-NEW=1, 555 5.5.4",
        "MAIL FROM:<> NOTIFY=NEVER, 555 5.5.4",
        "MAIL FROM:a@b, 501 5.5.2",
        "MAIL, 501 5.5.2",
        "MAIL TO:<a@b>, 501 5.5.2",
        "MAIL FROM:<a@b, 501 5.1.7",
        "MAIL FROM:<a b@c>, 501 5.1.7",
        "MAIL FROM:<postmaster>, 501 5.1.7",
        "RCPT TO:<>, 501 5.1.3",
        "RCPT TO:<x@y> NOTIFY=NEVER, ok",
        "'RCPT TO:<x@y> NOTIFY=SUCCESS,DELAY,FAILURE ORCPT=rfc822;a+2Bb@c', ok",
        "'RCPT TO:<x@y> ORCPT=utf-8;jos\\x{E9}@c', ok",
        "'RCPT TO:<x@y> NOTIFY=NEVER,FAILURE', 501 5.5.4",
        "RCPT TO:<x@y> NOTIFY=SOMETIMES, 501 5.5.4",
        "RCPT TO:<x@y> NOTIFY=NEVER NOTIFY=NEVER, 501 5.5.4",
        "RCPT TO:<x@y> ORCPT=noseparator, 501 5.5.4",
        "RCPT TO:<x@y> ORCPT=rfc822;a=b, 501 5.5.4",
        "DATA x, 501 5.5.4",
        "RSET x, 501 5.5.4",
        "QUIT x, 501 5.5.4",
        "STARTTLS x, 501 5.5.4",
        "EHLO, 501 5.5.4",
        "EHLO a b, 501 5.5.4",
        "EHLO a(b), 501 5.5.4",
        "EHLO [IPv6:::1], ok",
        "EHLO under_score, ok"
    })
    void argumentsAreReadStrictly(String line, String expected) { // S-040, S-047
        SmtpCommand command = SmtpCommandParser.parse(line);
        String found =
                command instanceof SmtpCommand.Malformed(var reply)
                        ? reply.code() + " " + reply.status().orElseThrow()
                        : "ok";
        assertThat(found).isEqualTo(expected);
        assertThat(command).isNotInstanceOf(SmtpCommand.Unknown.class);
    }

    @Test
    void printedCommandsAreReadAsTheSame() {
        Random random = new Random(SEED);
        for (int round = 0; round < 2000; round++) {
            SmtpCommand command = command(random);
            String line = new String(SmtpPrinter.octets(command), UTF_8);
            assertThat(line).endsWith("\r\n");
            assertThat(SmtpCommandParser.parse(line.substring(0, line.length() - 2)))
                    .as("seed %d", SEED)
                    .isEqualTo(command);
        }
    }

    @Test
    void initialResponsesAreReadAsPrinted() { // A-003
        for (String text : List.of("", "\0ana\0secreto", "x")) {
            Secret secret = Secret.of(text.getBytes(UTF_8));
            SmtpCommand auth = new SmtpCommand.Auth("PLAIN", Optional.of(secret));
            String line = new String(SmtpPrinter.octets(auth), UTF_8).strip();
            SmtpCommand.Auth read = (SmtpCommand.Auth) SmtpCommandParser.parse(line);
            assertThat(read.initial().orElseThrow().matches(secret)).isTrue();
        }
    }

    @Test
    void xtextIsTheInverseOfItself() {
        assertThat(Xtext.encode("a+b=c d").encoded()).isEqualTo("a+2Bb+3Dc+20d");
        assertThat(Xtext.encode("a+b=c d").decoded()).isEqualTo("a+b=c d");
    }

    private static SmtpCommand command(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> new SmtpCommand.Mail(new ReversePath.Nobody(), mailParameters(random));
            case 1 ->
                    new SmtpCommand.Mail(
                            new ReversePath.Sender(mailbox(random)), mailParameters(random));
            case 2 ->
                    new SmtpCommand.Rcpt(
                            new ForwardPath.To(mailbox(random)), rcptParameters(random));
            case 3 -> new SmtpCommand.Rcpt(new ForwardPath.Postmaster(), RcptParameters.NONE);
            case 4 -> new SmtpCommand.Bdat(random.nextInt(99999), random.nextBoolean());
            default ->
                    List.of(
                                    new SmtpCommand.Ehlo("a.test"),
                                    new SmtpCommand.Lhlo("[192.0.2.1]"),
                                    new SmtpCommand.Data(),
                                    new SmtpCommand.Quit(),
                                    new SmtpCommand.StartTls())
                            .get(random.nextInt(5));
        };
    }

    private static Mailbox mailbox(Random random) {
        String alphabet = "ab.\"\\ <>@%!\u00e9\u760d+";
        StringBuilder local = new StringBuilder();
        int length = 1 + random.nextInt(8);
        for (int i = 0; i < length; i++) {
            local.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return new Mailbox(local.toString(), "b.test");
    }

    private static MailParameters mailParameters(Random random) {
        return new MailParameters(
                random.nextBoolean() ? OptionalLong.of(random.nextInt(9999)) : OptionalLong.empty(),
                random.nextBoolean()
                        ? MailParameters.Body.EIGHT_BIT
                        : MailParameters.Body.SEVEN_BIT,
                random.nextBoolean(),
                random.nextBoolean() ? Optional.of(Xtext.encode("a=b")) : Optional.empty(),
                random.nextBoolean() ? Optional.of(MailParameters.Ret.HDRS) : Optional.empty(),
                random.nextBoolean() ? Optional.of(Xtext.encode("e+1")) : Optional.empty());
    }

    private static RcptParameters rcptParameters(Random random) {
        List<RcptParameters.NotifyOn> events =
                new ArrayList<>(Arrays.asList(RcptParameters.NotifyOn.values()));
        events.removeIf(_ -> random.nextBoolean());
        return new RcptParameters(
                random.nextBoolean() ? Optional.of(Set.copyOf(events)) : Optional.empty(),
                random.nextBoolean()
                        ? Optional.of(new RcptParameters.OriginalRecipient("rfc822", "a+2Bb@c"))
                        : Optional.empty());
    }
}
