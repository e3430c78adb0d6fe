package dev.buzon.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.buzon.server.config.ConfigException.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigTest {
    private static Config parse(String toml) throws ConfigException {
        return Config.parse(toml, "buzon.toml");
    }

    @Test
    void anEmptyFileMeansTheDefaults() throws Exception {
        assertThat(parse("")).isEqualTo(Config.defaults());
        assertThat(Config.defaults().limits().pop3Idle()).isEqualTo(Duration.ofSeconds(630));
        assertThat(Config.defaults().listen().pop3s()).containsExactly(new Place("*", 995));
    }

    @Test
    void theDescriptionIsAFileThatMeansTheDefaults() throws Exception {
        assertThat(parse(Config.describe())).isEqualTo(Config.defaults());
        for (Setting<?> setting : Settings.all()) {
            assertThat(Config.describe()).contains("\n" + setting.line() + "\n");
        }
    }

    @Test
    void whatTheFileSaysHolds() throws Exception {
        Config config =
                parse(
                        """
                        hostname = "mail.example.org"
                        domains = ["Example.ORG", "example.com"]
                        [listen]
                        pop3 = ["127.0.0.1:0", "[::1]:1110"]
                        smtp = "off"
                        lmtp = "localhost:24"
                        lmtp-socket = "off"
                        [tls]
                        certificates = [
                          { chain = "a.pem", key = "/etc/a.key" },
                          { pkcs12 = "b.p12", password-file = "b.txt" },
                        ]
                        [limits]
                        message-size = "20 MiB"
                        header-size = 65536
                        pop3-idle = "1h"
                        pop3-login-within = "1m"
                        quota = "off"
                        [auth]
                        cleartext = "never"
                        login-mechanism = true
                        [pop3]
                        expire-days = 30
                        [store]
                        engine = "memory"
                        """);
        assertThat(config.hostname()).isEqualTo("mail.example.org");
        assertThat(config.local("EXAMPLE.org")).isTrue();
        assertThat(config.local("example.net")).isFalse();
        assertThat(config.listen().pop3())
                .containsExactly(new Place("127.0.0.1", 0), new Place("::1", 1110));
        assertThat(config.listen().smtp()).isEmpty();
        assertThat(config.listen().lmtpSocket()).isEmpty();
        assertThat(config.tls().certificates())
                .containsExactly(
                        new CertificateFiles.Pem(Path.of("a.pem"), Path.of("/etc/a.key")),
                        new CertificateFiles.Pkcs12(
                                Path.of("b.p12"), Optional.of(Path.of("b.txt"))));
        assertThat(config.limits().messageSize()).isEqualTo(20L * 1024 * 1024);
        assertThat(config.limits().headerSize()).isEqualTo(65536);
        assertThat(config.limits().pop3LoginWithin()).contains(Duration.ofMinutes(1));
        assertThat(config.limits().quota()).isEmpty();
        assertThat(config.auth().cleartext()).isEqualTo(Config.Cleartext.NEVER);
        assertThat(config.auth().loginMechanism()).isTrue();
        assertThat(config.pop3().expireDays()).contains(30);
        assertThat(config.store().engine()).isEqualTo(Config.Engine.MEMORY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                            limits.mesage-size = 1         | unknown key limits.mesage-size; did you mean limits.message-size?
                            limits.pop3_idle = "1h"        | unknown key limits.pop3_idle; did you mean limits.pop3-idle?
                            message-size = 1               | unknown key message-size; did you mean limits.message-size?
                            limts.connections = 3          | unknown section limts; did you mean limits?
                            limits.xyzzy.plugh = 3         | unknown section limits.xyzzy
                            qwertyuiop = 1                 | unknown key qwertyuiop
                            "limits.connections" = 3       | unknown key limits.connections; did you mean limits.connections?
                    limits = 3                     | limits is a section: write [limits]
                            limits.connections = "many"    | limits.connections must be a whole number from 1 to 1000000
                            limits.connections = 0         | limits.connections must be a whole number from 1 to 1000000
                            limits.message-size = "50 XB"  | limits.message-size must be a size such as "50 MB" or a number of octets
                            limits.message-size = "1 KB"   | limits.message-size must be a size from 64 KB to 4 GB
                            limits.message-size = "999999999999999 TiB" | limits.message-size must be a size from 64 KB to 4 GB
                            limits.pop3-idle = "9m59s"     | limits.pop3-idle must be a time from 10m to 1d
                            limits.pop3-idle = 600         | limits.pop3-idle must be a time such as "10m30s"
                            limits.loopback-counts = "yes" | limits.loopback-counts must be true or false
                            auth.cleartext = "sometimes"   | auth.cleartext must be one of "never", "loopback", "always"
                            auth.password-scheme = "md5" | auth.password-scheme must be one of "argon2id", "ssha256"
                            listen.pop3 = 110              | listen.pop3 must be an address and a port such as "*:110", "127.0.0.1:110" or "[::1]:110" (port 0 takes a free one), or "off"
                            listen.pop3 = "pop.example:1"  | listen.pop3 must be an address and a port such as "*:110", "127.0.0.1:110" or "[::1]:110" (port 0 takes a free one), or "off"
                            listen.pop3 = "*:65536"        | listen.pop3 must be an address and a port such as "*:110", "127.0.0.1:110" or "[::1]:110" (port 0 takes a free one), or "off"
                            listen.lmtp = "127.0.0.1:25"   | listen.lmtp must not be port 25, where SMTP is spoken (RFC 2033 §5)
                            listen.lmtp-socket-mode = "660" | listen.lmtp-socket-mode must be a mode such as "rw-rw----"
                            hostname = "a b"               | hostname must be a host name
                            domains = []                   | domains must name at least one domain
                            tls.certificates = [{ chain = "a" }] | tls.certificates must be a list of { chain = "FILE", key = "FILE" } or { pkcs12 = "FILE", password-file = "FILE" }
                    """)
    void aMistakeIsNamedWithItsLineAndWhatWouldBeRight(String line, String message) {
        assertThatThrownBy(() -> parse("# a comment\n\n" + line))
                .isInstanceOf(ConfigException.class)
                .hasMessage("buzon.toml:3: " + message);
    }

    @Test
    void allMistakesAreReportedAtOnceInTheirOrder() {
        String toml =
                """
                hostnam = "a"
                [limits]
                recipients = 5
                [listen]
                pop3 = "x"
                """;
        assertThatThrownBy(() -> parse(toml))
                .isInstanceOfSatisfying(
                        ConfigException.class,
                        e ->
                                assertThat(e.problems())
                                        .extracting(Problem::line)
                                        .isEqualTo(List.of(1, 3, 5)));
    }

    @Test
    void whatIsNotTomlIsNamedWithItsLine() {
        assertThatThrownBy(() -> parse("hostname = \"a\"\nlimits [\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("buzon.toml:2: ");
    }

    @Test
    void aFileIsReadWithItsNameInMessages(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("mine.toml");
        Files.writeString(file, "hostname = 5");
        assertThatThrownBy(() -> Config.load(file))
                .hasMessage(file + ":1: hostname must be a text in quotes");
    }

    @Test
    void sizesAndTimesAreWrittenAsTheyAreRead() throws Exception {
        for (long octets : new long[] {0, 1, 999, 1000, 1024, 1500, 50_000_000, 19 << 20}) {
            assertThat(Sizes.read(Sizes.write(octets))).isEqualTo(octets);
        }
        for (long seconds : new long[] {0, 1, 59, 60, 630, 3600, 86_400, 90_061}) {
            Duration time = Duration.ofSeconds(seconds);
            assertThat(Times.read(Times.write(time))).isEqualTo(time);
        }
    }
}
