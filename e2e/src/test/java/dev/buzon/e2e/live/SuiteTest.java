package dev.buzon.e2e.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.e2e.live.RawHello.Verdict;
import dev.buzon.testing.InMemoryPostOffice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every cipher suite there ever was for TLS up to 1.2, offered alone (RFC 9325 §4). */
class SuiteTest {
    private static final Path OPENSSL = Path.of("/usr/bin/openssl");
    private static final int PROTOCOL_VERSION = 70; // RFC 8446 §6
    private static final int HANDSHAKE_FAILURE = 40;
    private static final int GOOD_SUITE = 0xc02b;

    @TempDir private Path folder;

    /** The numbers that were ever registered, with gaps (RFC 8447 §8). */
    private static IntStream suites() {
        return Stream.of(
                        IntStream.rangeClosed(0x0000, 0x00c7),
                        IntStream.rangeClosed(0xc001, 0xc0b5),
                        IntStream.rangeClosed(0xcc13, 0xcc15),
                        IntStream.rangeClosed(0xcca8, 0xccae),
                        IntStream.rangeClosed(0xd001, 0xd005),
                        IntStream.rangeClosed(0xfefe, 0xfeff))
                .flatMapToInt(range -> range);
    }

    @Test
    void withAnEllipticKeyOnlyEcdheWithAeadIsAccepted() throws IOException {
        try (var office = InMemoryPostOffice.start()) {
            assertThat(accepted(office)).containsExactly(0xc02b, 0xc02c, 0xcca9);
        }
    }

    @Test
    void withAnRsaKeyOnlyEcdheWithAeadIsAccepted() throws Exception {
        var store = rsa();
        var password = Files.writeString(folder.resolve("password"), "changeit\n");
        var toml =
                "[tls]\ncertificates = [{ pkcs12 = \"%s\", password-file = \"%s\" }]\n"
                        .formatted(store, password);
        try (var office = InMemoryPostOffice.start(toml)) {
            assertThat(accepted(office)).containsExactly(0xc02f, 0xc030, 0xcca8);
        }
    }

    private static List<Integer> accepted(InMemoryPostOffice office) throws IOException {
        var accepted = new ArrayList<Integer>();
        for (var suite : suites().toArray()) {
            switch (RawHello.ofSuite(suite).to(office.port("pop3s"))) {
                case Verdict.Chosen(var chosen, _) -> accepted.add(chosen);
                case Verdict.Refused(var alert) ->
                        assertThat(alert).as("suite %04x", suite).isEqualTo(HANDSHAKE_FAILURE);
            }
        }
        return accepted;
    }

    private Path rsa() throws Exception {
        var file = folder.resolve("rsa.p12");
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        var words =
                keytool
                        + " -genkeypair -alias a -keyalg RSA -keysize 2048 -dname CN=pop.example.test"
                        + " -storetype PKCS12 -storepass changeit -keystore "
                        + file;
        var made = new ProcessBuilder(words.split(" ", -1)).redirectErrorStream(true).start();
        made.getInputStream().readAllBytes();
        assertThat(made.waitFor()).isZero();
        return file;
    }

    @Test
    void oldVersionsAreRefusedHoweverTheyAreAskedFor() throws IOException {
        try (var office = InMemoryPostOffice.start()) {
            var port = office.port("pop3s");
            for (var version : List.of(0x0300, 0x0301, 0x0302)) {
                for (var listed : List.of(List.<Integer>of(), List.of(version))) {
                    var hello =
                            new RawHello(version, listed, List.of(GOOD_SUITE, 0xc009), List.of(0));
                    assertThat(hello.to(port)).isEqualTo(new Verdict.Refused(PROTOCOL_VERSION));
                }
            }
            var modern = new RawHello(0x0303, List.of(0x0302), List.of(GOOD_SUITE), List.of(0));
            assertThat(modern.to(port)).isEqualTo(new Verdict.Refused(PROTOCOL_VERSION));
        }
    }

    @Test
    void nothingIsEverCompressed() throws IOException {
        try (var office = InMemoryPostOffice.start()) {
            var port = office.port("pop3s");
            var both = new RawHello(0x0303, List.of(), List.of(GOOD_SUITE), List.of(1, 0));
            assertThat(both.to(port)).isEqualTo(new Verdict.Chosen(GOOD_SUITE, 0));
            var deflate = new RawHello(0x0303, List.of(), List.of(GOOD_SUITE), List.of(1));
            assertThat(deflate.to(port))
                    .as("the JDK goes on without compression, though it was not offered")
                    .isEqualTo(new Verdict.Chosen(GOOD_SUITE, 0));
        }
    }

    /** What only a foreign client shows, on machines that have one. */
    @TestFactory
    Stream<DynamicTest> opensslSees() {
        return Files.isExecutable(OPENSSL)
                ? Stream.of(
                        DynamicTest.dynamicTest("no early data", this::noEarlyData),
                        DynamicTest.dynamicTest("no renegotiation", this::noRenegotiation))
                : Stream.empty();
    }

    private void noEarlyData() throws Exception {
        try (var office = InMemoryPostOffice.start()) {
            var seen = openssl(office.port("pop3s"), "-tls1_3 -ign_eof -nocommands", "QUIT\r\n");
            assertThat(seen).contains("+OK", "Post-Handshake New Session Ticket");
            assertThat(seen.lines().filter(line -> line.contains("Early Data")))
                    .isNotEmpty()
                    .allMatch(
                            line -> line.matches("\\s*Max Early Data: 0|Early data was not sent"));
        }
    }

    private void noRenegotiation() throws Exception {
        try (var office = InMemoryPostOffice.start()) {
            var seen = openssl(office.port("pop3s"), "-tls1_2", "R\n");
            assertThat(seen).contains("RENEGOTIATING", "Compression: NONE");
            assertThat(seen.substring(seen.indexOf("RENEGOTIATING"))).contains("rror");
        }
    }

    /** Its whole output; the server has to end the connection. */
    private static String openssl(int port, String options, String input) throws Exception {
        var words = OPENSSL + " s_client -connect 127.0.0.1:" + port + " " + options;
        var process = new ProcessBuilder(words.split(" ", -1)).redirectErrorStream(true).start();
        try {
            process.getOutputStream().write(input.getBytes(StandardCharsets.US_ASCII));
            process.getOutputStream().flush();
            process.onExit().orTimeout(20, TimeUnit.SECONDS).join();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } finally {
            process.destroy();
        }
    }
}
