package dev.buzon.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.server.http.PublishedOffice.Said;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HostileClientsTest {
    private static final String HEAD =
            "POST /autodiscover/autodiscover.xml HTTP/1.1\r\nHost: example.test\r\n";

    @TempDir Path data;
    private PublishedOffice office;

    @BeforeEach
    void open() throws Exception {
        office =
                new PublishedOffice(
                        data,
                        """
                        [limits]
                        connections-per-address = 20
                        loopback-counts = true
                        """);
    }

    @AfterEach
    void close() {
        office.close();
    }

    @Test
    void aHeaderOfTenThousandOctetsIsRefused() throws Exception {
        refused(
                "GET /mail/config-v1.1.xml HTTP/1.1\r\nHost: example.test\r\nCookie: %s\r\n\r\n"
                        .formatted("x".repeat(10_000)));
    }

    @Test
    void manyHeadersAreRefused() throws Exception {
        refused(
                "GET /mail/config-v1.1.xml HTTP/1.1\r\nHost: example.test\r\n%s\r\n"
                        .formatted("a: b\r\n".repeat(10_000)));
    }

    @Test
    void aRequestLineOfTenThousandOctetsIsRefused() throws Exception {
        refused("GET /%s HTTP/1.1\r\nHost: example.test\r\n\r\n".formatted("x".repeat(10_000)));
    }

    @Test
    void aBodyOverTheLimitIsRefusedBeforeItIsRead() throws Exception {
        assertThat(office.say(HEAD + "Content-Length: 100000000\r\n\r\n").status()).isEqualTo(413);
        assertThat(office.say(HEAD + "Content-Length: 16385\r\n\r\n").status()).isEqualTo(413);
        String chunk = "4000\r\n" + "x".repeat(0x4000) + "\r\n";
        refused(HEAD + "Transfer-Encoding: chunked\r\n\r\n" + chunk.repeat(3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: -1\r\n\r\n",
                "Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
                "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\nxyz\r\n"
            })
    void framingThatCouldMeanTwoThingsIsRefused(String rest) throws Exception {
        assertThat(office.say(HEAD + rest).status()).isBetween(400, 501);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000\u0001\u0002\r\n\r\n", "QUIT\r\n\r\n", "GET / HTTP/9.9\r\n\r\n"})
    void whatIsNotHttpGetsNoDocument(String octets) throws Exception {
        try {
            assertThat(office.say(octets).status()).isGreaterThanOrEqualTo(400);
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("no answer");
        }
        works();
    }

    @ParameterizedTest
    @CsvSource({
        "http, ''",
        "http, GET /mail/config",
        "http, 'GET /mail/config-v1.1.xml HTTP/1.1\r\nHost: exam'",
        "https, ''",
        "https, \u0016\u0003\u0001"
    })
    void whoDripsIsCutWhateverItDrips(String door, String begun) throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), office.office.port(door))) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(begun.getBytes(StandardCharsets.ISO_8859_1));
            for (int i = 0; i < 3; i++) {
                pass(HttpDoor.LONGEST_VISIT.dividedBy(4));
                socket.getOutputStream().write('x');
            }
            assertThat(isCut(socket)).isTrue();
        }
        works();
    }

    @Test
    void aBodyThatNeverComesIsNotWaitedForForEver() throws Exception {
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), office.office.port("http"))) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(
                            (HEAD + "Content-Length: 400\r\n\r\n<Auto")
                                    .getBytes(StandardCharsets.US_ASCII));
            assertThat(isCut(socket)).isTrue();
        }
    }

    @Test
    void oneAddressCannotTakeAllTheRoom() throws Exception {
        List<Socket> held = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                held.add(new Socket(InetAddress.getLoopbackAddress(), office.office.port("http")));
            }
            try (var more =
                    new Socket(InetAddress.getLoopbackAddress(), office.office.port("http"))) {
                more.setSoTimeout(20_000);
                assertThat(ends(more)).isTrue();
            }
            pass(HttpDoor.LONGEST_VISIT);
            works();
        } finally {
            for (Socket one : held) {
                one.close();
            }
        }
    }

    @Test
    void whoHasGoneMakesRoomWithoutTheClock() throws Exception {
        for (int i = 0; i < 100; i++) { // one after the other, five times the limit
            works();
        }
    }

    @Test
    void documentsTypesAndEntitiesAreNotReadAndBombsDoNotGoOff() throws Exception {
        String request =
                """
                <?xml version="1.0"?>
                <!DOCTYPE a [<!ENTITY x "ana@example.test"><!ENTITY y "&x;&x;&x;&x;&x;&x;&x;&x;">
                <!ENTITY f SYSTEM "file:///etc/passwd"><!ENTITY % p SYSTEM "http://127.0.0.1:9/">]>
                <Autodiscover><Request><EMailAddress>ADDRESS</EMailAddress></Request></Autodiscover>
                """;
        for (String address : List.of("&x;", "&y;", "&f;", "ana@example.test")) {
            String body = request.replace("ADDRESS", address);
            Said said = office.say(HEAD + "Content-Length: " + body.length() + "\r\n\r\n" + body);
            assertThat(said.status()).isEqualTo(200);
            assertThat(said.body()).doesNotContain("LoginName", "root:");
        }
    }

    private void refused(String request) throws IOException {
        try {
            assertThat(office.say(request).status()).isBetween(400, 431);
        } catch (SocketException e) { // the end of the connection can overtake the answer
            assertThat(e).hasMessageMatching("Connection reset.*|Broken pipe");
        }
        works();
    }

    private void works() throws IOException {
        assertThat(office.ask("GET", "example.test", "/mail/config-v1.1.xml").status())
                .isEqualTo(200);
    }

    private void pass(Duration time) {
        office.ticker.advance(time);
        office.deadlines.sweep();
    }

    /** Whether it ends when time goes by; a connection counts from when it is accepted. */
    private boolean isCut(Socket socket) throws IOException {
        socket.setSoTimeout(200);
        for (int i = 0; i < 100; i++) {
            pass(HttpDoor.LONGEST_VISIT);
            try {
                return ends(socket);
            } catch (SocketTimeoutException e) {
                socket.setSoTimeout(200); // not accepted yet: once more
            }
        }
        return false;
    }

    /** Whether the server has ended the connection, in order or not. */
    private static boolean ends(Socket socket) throws IOException {
        try {
            socket.getInputStream().readAllBytes();
            return true;
        } catch (SocketException e) {
            return true;
        }
    }
}
