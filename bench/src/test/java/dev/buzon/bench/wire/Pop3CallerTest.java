package dev.buzon.bench.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

final class Pop3CallerTest {
    private static final byte[] USER = {'a', 'n', 'a'};
    private static final byte[] PASSWORD = {'s', ' ', 'o'};

    @Test
    void aPollSaysWhatAClientSays() throws Exception {
        try (ScriptedServer server =
                        ScriptedServer.saying(
                                "+OK hi\r\n",
                                "+OK\r\n",
                                "+OK in\r\n",
                                "+OK 3 4500000000\r\n",
                                "+OK\r\n");
                Wire wire = new Wire()) {
            Pop3Caller caller = new Pop3Caller(wire);
            caller.login(server.endpoint(), USER, PASSWORD);
            assertThat(caller.stat()).isEqualTo(new Pop3Caller.Stat(3, 4_500_000_000L));
            caller.quit();
            assertThat(server.heard()).isEqualTo("USER ana\r\nPASS s o\r\nSTAT\r\nQUIT\r\n");
        }
    }

    @Test
    void numbersAreWrittenInDecimal() throws Exception {
        try (ScriptedServer server =
                        ScriptedServer.saying(
                                "+OK\r\n", "+OK\r\n", "+OK\r\n", "+OK\r\n", "+OK\r\n");
                Wire wire = new Wire()) {
            Pop3Caller caller = new Pop3Caller(wire);
            caller.login(server.endpoint(), USER, PASSWORD);
            caller.putDele(1);
            caller.putDele(Integer.MAX_VALUE);
            caller.send();
            caller.readDele();
            caller.readDele();
            assertThat(server.heard()).endsWith("DELE 1\r\nDELE 2147483647\r\n");
        }
    }

    @Test
    void aWrongStatusIsAnErrorWhereverItComes() {
        assertThatThrownBy(() -> login("-ERR busy\r\n"))
                .isInstanceOf(WrongAnswer.class)
                .hasMessageContaining("the greeting");
        assertThatThrownBy(() -> login("+OK\r\n", "+OKAY\r\n"))
                .isInstanceOf(WrongAnswer.class)
                .hasMessageContaining("USER");
        assertThatThrownBy(() -> login("+OK\r\n", "+OK\r\n", "-ERR [AUTH] no\r\n"))
                .isInstanceOf(WrongAnswer.class)
                .hasMessage("PASS was answered: -ERR [AUTH] no");
        assertThatThrownBy(() -> login("+OK\n", "+OK\r\n"))
                .isInstanceOf(WrongAnswer.class)
                .hasMessageContaining("without CR");
    }

    @Test
    void aStatWithoutNumbersIsAnError() {
        assertThatThrownBy(() -> stat("+OK\r\n")).isInstanceOf(WrongAnswer.class);
        assertThatThrownBy(() -> stat("+OK 1\r\n")).isInstanceOf(WrongAnswer.class);
        assertThatThrownBy(() -> stat("+OK 1x 2\r\n")).isInstanceOf(WrongAnswer.class);
        assertThatThrownBy(() -> stat("+OK 1 99999999999999999999\r\n"))
                .isInstanceOf(WrongAnswer.class);
    }

    @Test
    void aListingIsDigestedAndChecked() throws IOException {
        long one = uidl(2, "1 a\r\n2 b\r\n.\r\n");
        assertThat(uidl(2, "1 a\r\n2 b\r\n.\r\n")).isEqualTo(one);
        assertThat(uidl(2, "1 b\r\n2 a\r\n.\r\n")).isNotEqualTo(one);
        assertThat(uidl(2, "1 ab\r\n2 c\r\n.\r\n")).isNotEqualTo(uidl(2, "1 a\r\n2 bc\r\n.\r\n"));
    }

    @Test
    void aBrokenListingIsAnError() {
        assertThatThrownBy(() -> uidl(2, "1 a\r\n3 b\r\n.\r\n")).hasMessageContaining("gap");
        assertThatThrownBy(() -> uidl(2, "1 a\r\n.\r\n")).hasMessageContaining("another number");
        assertThatThrownBy(() -> uidl(1, "1 \r\n.\r\n")).isInstanceOf(WrongAnswer.class);
        assertThatThrownBy(() -> uidl(1, "1 " + "x".repeat(71) + "\r\n.\r\n"))
                .hasMessageContaining("71 octets");
        assertThatThrownBy(() -> uidl(1, "1 a b\r\n.\r\n")).hasMessageContaining("not allowed");
        assertThatThrownBy(() -> uidl(1, "1 a\r\n")).isInstanceOf(IOException.class);
    }

    @Test
    void octetsAfterQuitAreAnError() {
        assertThatThrownBy(
                        () -> {
                            try (ScriptedServer server =
                                            ScriptedServer.saying(
                                                    "+OK\r\n",
                                                    "+OK\r\n",
                                                    "+OK\r\n",
                                                    "+OK\r\n+OK\r\n");
                                    Wire wire = new Wire()) {
                                Pop3Caller caller = new Pop3Caller(wire);
                                caller.login(server.endpoint(), USER, PASSWORD);
                                caller.quit();
                            }
                        })
                .isInstanceOf(WrongAnswer.class)
                .hasMessageContaining("after the answer to QUIT");
    }

    private static void login(String... answers) throws IOException {
        try (ScriptedServer server = ScriptedServer.saying(answers);
                Wire wire = new Wire()) {
            new Pop3Caller(wire).login(server.endpoint(), USER, PASSWORD);
        }
    }

    private static Pop3Caller.Stat stat(String answer) throws IOException {
        try (ScriptedServer server =
                        ScriptedServer.saying("+OK\r\n", "+OK\r\n", "+OK\r\n", answer);
                Wire wire = new Wire()) {
            Pop3Caller caller = new Pop3Caller(wire);
            caller.login(server.endpoint(), USER, PASSWORD);
            return caller.stat();
        }
    }

    private static long uidl(int messages, String listing) throws IOException {
        try (ScriptedServer server =
                        ScriptedServer.saying(
                                "+OK\r\n", "+OK\r\n", "+OK\r\n", "+OK\r\n" + listing);
                Wire wire = new Wire()) {
            Pop3Caller caller = new Pop3Caller(wire);
            caller.login(server.endpoint(), USER, PASSWORD);
            return caller.uidl(messages);
        }
    }
}
