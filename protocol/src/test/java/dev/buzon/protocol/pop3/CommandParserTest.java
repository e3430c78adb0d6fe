package dev.buzon.protocol.pop3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.protocol.pop3.Command.Malformed;
import dev.buzon.protocol.pop3.Command.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandParserTest {
    @Test
    void keywordsAreTakenInAnyCase() {
        assertThat(parse("sTaT")).isEqualTo(new Command.Stat());
        assertThat(parse("quit")).isEqualTo(new Command.Quit());
    }

    /** M4: what a relay in front of us would not take for a command is none for us. */
    @Test
    void lettersOutsideAsciiMakeNoKeyword() {
        byte[] line = "PA\u00df secreto".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(CommandParser.parse(line)).isNotInstanceOf(Command.Pass.class);
        assertThat(parse("L\u0131ST")).isEqualTo(new Malformed(Problem.UNKNOWN));
    }

    @Test
    void blanksBeforeArgumentsAndAtTheEndAndLeadingZerosAreTolerated() {
        assertThat(parse("RETR  02")).isEqualTo(new Command.Retr(2));
        assertThat(parse("LIST ")).isEqualTo(new Command.List(OptionalInt.empty()));
        assertThat(parse("QUIT  ")).isEqualTo(new Command.Quit());
        assertThat(parse("TOP 1   2 ")).isEqualTo(new Command.Top(1, 2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RETR", "RETR x", "RETR 1 2", "DELE +1", "LIST -1", "TOP 1", "TOP 1 -1", "TOP 1 x",
                        "UIDL 1 2", "STAT x",
                "RSET x", "RETR 0x1", "USER", "USER a b", "APOP a", "AUTH A B C", "STLS x",
                        "UTF8 x", "CAPA x", "PASS",
                "LANG es en"
            })
    void argumentsThatDoNotFitAreRefused(String line) {
        assertThat(parse(line)).isEqualTo(new Malformed(Problem.ARGUMENTS));
    }

    @Test
    void numbersBeyondAnyMessageAreTheLargestNumber() {
        assertThat(parse("RETR 99999999999999999999"))
                .isEqualTo(new Command.Retr(Integer.MAX_VALUE));
        assertThat(parse("TOP 1 99999999999")).isEqualTo(new Command.Top(1, Integer.MAX_VALUE));
        assertThat(parse("RETR " + "9".repeat(240))).isEqualTo(new Command.Retr(Integer.MAX_VALUE));
    }

    @Test
    void allThatFollowsTheBlankIsThePassword() {
        assertThat(password("PASS otra clave")).isEqualTo("otra clave");
        assertThat(password("PASS otra clave ")).isEqualTo("otra clave ");
        assertThat(password("pass  x")).isEqualTo(" x");
        assertThat(password("PASS ")).isEmpty();
    }

    @Test
    void namesAreUtf8AndNothingElse() {
        assertThat(parse("USER josé".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new Command.User("josé"));
        assertThat(parse("USER josé".getBytes(StandardCharsets.ISO_8859_1)))
                .isEqualTo(new Malformed(Problem.TEXT));
        assertThat(parse("USER a\0b")).isEqualTo(new Malformed(Problem.TEXT));
    }

    @Test
    void authKeepsItsInitialResponseAsItIs() {
        assertThat(parse("auth plain AGFu="))
                .isEqualTo(new Command.Auth("PLAIN", Optional.of("AGFu=")));
        assertThat(parse("AUTH PLAIN")).isEqualTo(new Command.Auth("PLAIN", Optional.empty()));
        assertThat(parse("AUTH")).isEqualTo(new Command.AuthList());
    }

    @Test
    void otherProtocolsAreRecognised() {
        assertThat(parse("POST / HTTP/1.1")).isEqualTo(new Malformed(Problem.OTHER_PROTOCOL));
        assertThat(parse("Host: x")).isEqualTo(new Malformed(Problem.OTHER_PROTOCOL));
        assertThat(parse("EHLO x")).isEqualTo(new Malformed(Problem.OTHER_PROTOCOL));
    }

    @Test
    void oldCommandsAreNotMistakes() {
        assertThat(parse("LAST")).isEqualTo(new Malformed(Problem.OBSOLETE));
        assertThat(parse("XTND XLST")).isEqualTo(new Malformed(Problem.OBSOLETE));
        assertThat(parse("FOO bar")).isEqualTo(new Malformed(Problem.UNKNOWN));
        assertThat(parse("")).isEqualTo(new Malformed(Problem.UNKNOWN));
    }

    private static String password(String line) {
        return parse(line) instanceof Command.Pass(var secret)
                ? new String(secret.octets(), StandardCharsets.UTF_8)
                : "none";
    }

    private static Command parse(String line) {
        return parse(line.getBytes(StandardCharsets.UTF_8));
    }

    private static Command parse(byte[] line) {
        return CommandParser.parse(line);
    }
}
