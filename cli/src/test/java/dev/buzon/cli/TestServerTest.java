package dev.buzon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TestServerTest {
    private static final String ANA = "ana@example.test";
    private static final String MESSAGE = base64("Subject: one\r\n\r\n1\r\n");

    private final TestBench bench =
            new TestBench(new TestBench.Wish(Map.of(ANA, "secreto"), List.of(), new TreeMap<>()));
    private final TestDesk desk = new TestDesk(bench);

    @TempDir private Path folder;

    @AfterEach
    void close() {
        bench.close();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    private JsonObject say(String line) {
        String answer = desk.answer(line).line();
        assertThat(answer).doesNotContain("\n");
        return JsonParser.parseString(answer).getAsJsonObject();
    }

    private JsonObject well(String line) {
        JsonObject answer = say(line);
        assertThat(answer.get("ok").getAsBoolean()).as(answer.toString()).isTrue();
        return answer;
    }

    private String badly(String line) {
        JsonObject answer = say(line);
        assertThat(answer.get("ok").getAsBoolean()).isFalse();
        return answer.get("error").getAsString();
    }

    /** What a POP3 server says to these lines, up to the end. */
    private static String pop3(int port, String commands) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(commands.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void messagesArePutReadAwaitedAndTakenOut() {
        String uidl = well("put " + ANA + " " + MESSAGE).get("uidl").getAsString();
        JsonObject message =
                well("messages " + ANA).getAsJsonArray("messages").get(0).getAsJsonObject();
        assertThat(message.get("uidl").getAsString()).isEqualTo(uidl);
        assertThat(message.get("base64").getAsString()).isEqualTo(MESSAGE);
        assertThat(message.get("octets").getAsInt()).isEqualTo(19);
        well("await " + ANA + " 1 5");
        assertThat(badly("await " + ANA + " 7 0")).contains("1 messages and not 7");
        well("empty " + ANA);
        assertThat(well("messages " + ANA).getAsJsonArray("messages")).isEmpty();
        well("account luis@example.test otra");
        well("put luis@example.test " + MESSAGE);
    }

    @Test
    void timePassesAndTroubleComesOnDemand() {
        String before = well("now").get("now").getAsString();
        assertThat(well("advance PT1H").get("now").getAsString()).isGreaterThan(before);
        well("trouble open-temporary");
        int port = well("ports").getAsJsonObject("ports").get("pop3").getAsInt();
        String login = "USER " + ANA + "\r\nPASS secreto\r\nQUIT\r\n";
        assertThat(pop3(port, login)).contains("-ERR [SYS/TEMP]");
        assertThat(pop3(port, login)).doesNotContain("-ERR");
        assertThat(well("sent").getAsJsonArray("messages")).isEmpty();
        assertThat(well("certificates").get("pem").getAsString()).contains("BEGIN CERTIFICATE");
    }

    @Test
    void aServerMisbehavesUntilItIsToldNotTo() {
        assertThat(badly("heard")).contains("say misbehave");
        JsonObject answer = well("misbehave no-uidl,no-top");
        int port = answer.getAsJsonObject("ports").get("misbehaving-pop3").getAsInt();
        assertThat(answer.get("user").getAsString()).isEqualTo(ANA);
        assertThat(pop3(port, "CAPA\r\nQUIT\r\n")).doesNotContain("UIDL", "TOP");
        well("behave");
        assertThat(pop3(port, "CAPA\r\nQUIT\r\n")).contains("UIDL", "TOP");
        assertThat(well("heard").getAsJsonArray("connections")).hasSize(2);
        well("put misbehaving " + MESSAGE);
        assertThat(well("await misbehaving 6").getAsJsonArray("messages")).hasSize(6);
        well("release");
        assertThat(badly("misbehave nobody")).contains("no nobody in the catalogue");
        assertThat(well("catalogue").getAsJsonArray("servers").size()).isGreaterThan(90);
    }

    @Test
    void whatMakesNoSenseIsSaid() {
        assertThat(badly("put " + ANA)).contains("missing");
        assertThat(badly("put nobody@example.test " + MESSAGE)).contains("nobody@example.test");
        assertThat(badly("put " + ANA + " ???")).isNotEmpty();
        assertThat(badly("advance soon")).isNotEmpty();
        assertThat(badly("trouble everywhere")).isNotEmpty();
        assertThat(badly("await " + ANA + " many")).isNotEmpty();
        assertThat(desk.answer("POST / HTTP/1.1").more()).isFalse();
        assertThat(desk.answer("quit").more()).isFalse();
        assertThat(well("help").getAsJsonArray("words")).isNotEmpty();
    }

    @Test
    void theControlPortAnswersLines() throws IOException {
        try (var control = new ControlPort(desk, 0);
                var socket = new Socket(InetAddress.getLoopbackAddress(), control.port())) {
            socket.getOutputStream()
                    .write("now\nports\nquit\n".getBytes(StandardCharsets.US_ASCII));
            var in =
                    new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.US_ASCII));
            assertThat(in.readLine()).startsWith("{\"ok\":true,\"now\":\"2026-11-22T08:00:00Z\"");
            assertThat(in.readLine()).contains("\"pop3s\":");
            assertThat(in.readLine()).contains("bye");
            assertThat(in.readLine()).isNull();
        }
    }

    @Test
    void theCommandSaysItsPortsAndEndsWithItsInput() {
        Path pem = folder.resolve("trust.pem");
        Typed typed =
                Typed.Person.usual()
                        .typing("ports\nput eva@shop.test " + MESSAGE + "\n")
                        .types(
                                "test-server",
                                "--account",
                                "eva@shop.test:x:y",
                                "--misbehave",
                                "lf-only,no-top",
                                "--json",
                                "--certificates",
                                pem.toString(),
                                "--until-eof");
        assertThat(typed.code()).as(typed.err()).isZero();
        List<String> lines = typed.out().lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(JsonParser.parseString(lines.getFirst()).getAsJsonObject().keySet())
                .contains("pop3", "submissions", "misbehaving-pop3s", "control");
        assertThat(lines.getLast()).contains("\"ok\":true").contains("uidl");
        assertThat(pem).content().containsOnlyOnce("END CERTIFICATE-----\n-----BEGIN");
        assertThat(Files.exists(pem)).isTrue();
    }

    @Test
    void theCommandSpeaksToPeopleToo() {
        Typed typed = Typed.Person.usual().types("test-server", "--until-eof");
        assertThat(typed.out())
                .containsPattern("(?m)^pop3 127.0.0.1 [1-9][0-9]+$")
                .contains("A post office for tests");
        assertThat(Typed.Person.usual().types("test-server", "--catalogue").out())
                .contains("no-uidl\tCOLLECTS_ALL\tQ-027");
        for (String[] args :
                List.of(
                        new String[] {"test-server", "--account", "ana"},
                        new String[] {"test-server", "--misbehave", "nobody"},
                        new String[] {"test-server", "--port", "imap=143"})) {
            Typed wrong = Typed.Person.usual().types(args);
            assertThat(wrong.code()).isEqualTo(1);
            assertThat(wrong.err()).startsWith("buzon: ").doesNotContain("Exception");
        }
    }
}
