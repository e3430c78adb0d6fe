package dev.buzon.protocol.pop3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.buzon.protocol.Secret;
import dev.buzon.protocol.pop3.ReplyDecoder.Expected;
import dev.buzon.protocol.pop3.ReplyDecoder.Heard;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ClientSideTest {
    @Test
    void whatIsPrintedIsParsedBack() {
        List<Command> commands =
                List.of(
                        new Command.User("josé"),
                        new Command.Apop("ana", "0".repeat(32)),
                        new Command.Auth("PLAIN", Optional.of("AGFu")),
                        new Command.Auth("PLAIN", Optional.empty()),
                        new Command.AuthList(),
                        new Command.Stls(),
                        new Command.Utf8(),
                        new Command.Capa(),
                        new Command.Lang(Optional.of("es")),
                        new Command.Lang(Optional.empty()),
                        new Command.Quit(),
                        new Command.Stat(),
                        new Command.List(OptionalInt.of(7)),
                        new Command.Uidl(OptionalInt.empty()),
                        new Command.Retr(Integer.MAX_VALUE),
                        new Command.Dele(1),
                        new Command.Top(3, 0),
                        new Command.Noop(),
                        new Command.Rset());
        for (Command command : commands) {
            byte[] line = CommandPrinter.print(command);
            assertThat(line).endsWith('\r', '\n');
            assertThat(CommandParser.parse(Arrays.copyOf(line, line.length - 2)))
                    .isEqualTo(command);
        }
        byte[] pass =
                CommandPrinter.print(
                        new Command.Pass(
                                Secret.of("otra clave ".getBytes(StandardCharsets.UTF_8))));
        assertThat(new String(pass, StandardCharsets.UTF_8)).isEqualTo("PASS otra clave \r\n");
    }

    @Test
    void argumentsThatWouldBecomeOtherCommandsAreNotPrinted() {
        for (String evil : new String[] {"", "a b", "a\r\nDELE 1", "a\0", "a\n"}) {
            assertThatThrownBy(() -> CommandPrinter.print(new Command.User(evil)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        Secret evil = Secret.of("x\r\nDELE 1".getBytes(StandardCharsets.US_ASCII));
        assertThatThrownBy(() -> CommandPrinter.print(new Command.Pass(evil)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CommandPrinter.print(new Command.Retr(0)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void codesAreReadInAnyCaseAndDeeperLevelsAreIgnored() {
        StatusLine line =
                StatusLine.parse("-err [sys/temp/x] try later".getBytes(StandardCharsets.US_ASCII))
                        .orElseThrow();
        assertThat(line.ok()).isFalse();
        assertThat(line.knownCode()).contains(Code.SYS_TEMP);
        assertThat(line.text()).isEqualTo("try later");
        StatusLine greeting =
                StatusLine.parse("+OK ready [UwBD]".getBytes(StandardCharsets.US_ASCII))
                        .orElseThrow();
        assertThat(greeting.code()).isEmpty();
        assertThat(StatusLine.parse("220 smtp".getBytes(StandardCharsets.US_ASCII))).isEmpty();
    }

    @Test
    void answersAreHeardHoweverTheyCome() {
        String wire = "+OK 2 messages\r\n1 77\r\n..x\r\n.\r\n+ AGFu\r\n+\r\n-ERR no\n";
        List<Expected> expected =
                List.of(
                        Expected.STATUS,
                        Expected.LISTING,
                        Expected.LISTING,
                        Expected.LISTING,
                        Expected.STATUS_OR_CHALLENGE,
                        Expected.STATUS_OR_CHALLENGE,
                        Expected.STATUS_OR_CHALLENGE);
        List<Heard> heard =
                List.of(
                        new Heard.Status(new StatusLine(true, Optional.empty(), "2 messages")),
                        new Heard.Item("1 77"),
                        new Heard.Item(".x"),
                        new Heard.EndOfListing(),
                        new Heard.Challenge("AGFu"),
                        new Heard.Challenge(""),
                        new Heard.Status(new StatusLine(false, Optional.empty(), "no")));
        byte[] octets = wire.getBytes(StandardCharsets.US_ASCII);
        for (int size = 1; size <= octets.length; size++) {
            ReplyDecoder decoder = new ReplyDecoder();
            int at = 0;
            for (int i = 0; i < octets.length; i += size) {
                ByteBuffer in =
                        ByteBuffer.wrap(octets, i, Math.min(size, octets.length - i)).slice();
                while (in.hasRemaining()) {
                    Heard one = decoder.next(in, expected.get(at));
                    if (!(one instanceof Heard.More)) {
                        assertThat(one).isEqualTo(heard.get(at));
                        at++;
                    }
                }
            }
            assertThat(at).isEqualTo(heard.size());
        }
    }

    @Test
    void lineWithoutEndIsAViolationAndNotAFullMemory() {
        ReplyDecoder decoder = new ReplyDecoder();
        ByteBuffer piece = ByteBuffer.allocate(8 * 1024);
        Heard heard = new Heard.More();
        for (int i = 0; i < 100 && heard instanceof Heard.More; i++) {
            heard = decoder.next(piece.clear(), Expected.LISTING);
        }
        assertThat(heard).isInstanceOf(Heard.Violation.class);
    }
}
