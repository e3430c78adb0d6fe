package dev.buzon.server.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.buzon.protocol.Secret;
import dev.buzon.server.admin.AdminAnswer.Done;
import dev.buzon.server.admin.AdminAnswer.Reason;
import dev.buzon.server.admin.AdminAnswer.Refused;
import dev.buzon.server.admin.AdminAnswer.Summary;
import dev.buzon.server.net.Admission;
import dev.buzon.server.net.Deadlines;
import dev.buzon.server.net.Network;
import dev.buzon.server.net.Ticker;
import dev.buzon.store.Account;
import dev.buzon.store.Address;
import dev.buzon.store.Device;
import dev.buzon.store.MemoryStore;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class AdminChannelTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Address ANA = Address.of("ana@example.test");
    private static final Address LUIS = Address.of("luis@example.test");
    private static final Address INFO = Address.of("info@example.test");

    @TempDir private Path folder;
    private final MemoryStore store = new MemoryStore();
    private final AccountAdministration accounts =
            new AccountAdministration(
                    store,
                    Set.of("example.test", "example.org"),
                    1_000,
                    Account.Rules.NEVER,
                    new Backwards(),
                    InstantSource.system());
    private final Deadlines deadlines = Deadlines.every(Duration.ofMillis(50), Ticker.system());
    private final Network network =
            new Network(deadlines, new Admission(new Admission.Limits(10, 10, false)));

    @BeforeEach
    void open() throws IOException {
        network.listen(
                AdminService.endpoint(accounts),
                folder.resolve(AdminService.SOCKET),
                AdminService.MODE);
    }

    @AfterEach
    void close() {
        network.close();
        deadlines.close();
        store.close();
    }

    /** Not a secure derivation: one that a test can check, and that refuses "bad". */
    private record Backwards() implements AccountAdministration.Passwords {
        @Override
        public Optional<String> credentials(Secret password) {
            return backwards(password);
        }

        @Override
        public String withTlsOnly(String credentials, boolean only) {
            return credentials.replace(" tls", "") + (only ? " tls" : "");
        }

        @Override
        public boolean tlsOnly(String credentials) {
            return credentials.endsWith(" tls");
        }
    }

    private static Optional<String> backwards(Secret password) {
        String text = new String(password.octets(), StandardCharsets.UTF_8);
        return text.equals("bad")
                ? Optional.empty()
                : Optional.of(new StringBuilder(text).reverse().toString());
    }

    private AdminAnswer ask(AdminRequest request) throws IOException {
        return AdminClient.ask(folder, request, PATIENCE).orElseThrow();
    }

    private static Secret secret(String text) {
        return Secret.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private AdminAnswer add(Address address) throws IOException {
        return ask(new AdminRequest.Add(address, secret("otra clave"), OptionalLong.empty()));
    }

    private static Summary empty(Address address, Set<Address> aliases, long quota) {
        return new Summary(address, aliases, quota, 0, 0, Account.Rules.NEVER, false);
    }

    @Test
    void anAccountGoesThroughItsWholeLife() throws Exception {
        assertThat(add(ANA)).isEqualTo(new Done(List.of(empty(ANA, Set.of(), 1_000))));
        assertThat(ask(new AdminRequest.AddAlias(ANA, INFO)))
                .isEqualTo(new Done(List.of(empty(ANA, Set.of(INFO), 1_000))));
        assertThat(ask(new AdminRequest.SetQuota(ANA, 0)))
                .isEqualTo(new Done(List.of(empty(ANA, Set.of(INFO), 0))));
        assertThat(ask(new AdminRequest.SetPassword(ANA, secret("señal 💌 %\n"))))
                .isInstanceOf(Done.class);
        assertThat(
                        store.accounts()
                                .find(ANA)
                                .orElseThrow()
                                .device(Device.FIRST)
                                .orElseThrow()
                                .credentials())
                .isEqualTo(backwards(secret("señal 💌 %\n")).orElseThrow());
        assertThat(ask(new AdminRequest.RemoveAlias(ANA, INFO)))
                .isEqualTo(new Done(List.of(empty(ANA, Set.of(), 0))));
        assertThat(ask(new AdminRequest.Remove(ANA)))
                .isEqualTo(new Done(List.of(empty(ANA, Set.of(), 0))));
        assertThat(ask(new AdminRequest.ListAll())).isEqualTo(new Done(List.of()));
    }

    @Test
    void rulesAndTlsOnlyAreSetAndToldAndSurviveANewPassword() throws Exception {
        add(ANA);
        var rules = new Account.Rules(OptionalInt.empty(), OptionalInt.of(7));
        ask(new AdminRequest.SetRules(ANA, rules));
        ask(new AdminRequest.SetTlsOnly(ANA, true));
        ask(new AdminRequest.SetPassword(ANA, secret("another")));
        assertThat(ask(new AdminRequest.ListAll()))
                .isEqualTo(new Done(List.of(new Summary(ANA, Set.of(), 1_000, 0, 0, rules, true))));
        var impossible = new Account.Rules(OptionalInt.of(40_000), OptionalInt.empty());
        assertThat(ask(new AdminRequest.SetRules(ANA, impossible)))
                .isEqualTo(new Refused(Reason.OUT_OF_LIMITS, List.of()));
    }

    @Test
    void everyRefusalSaysWhatItIsAbout() throws Exception {
        add(ANA);
        ask(new AdminRequest.AddAlias(ANA, INFO));
        assertThat(add(INFO)).isEqualTo(new Refused(Reason.TAKEN, List.of("info@example.test")));
        assertThat(add(Address.of("ana@nowhere.test")))
                .isEqualTo(
                        new Refused(
                                Reason.NOT_HOSTED,
                                List.of("nowhere.test", "example.org", "example.test")));
        assertThat(ask(new AdminRequest.Remove(LUIS)))
                .isEqualTo(new Refused(Reason.UNKNOWN, List.of("luis@example.test")));
        assertThat(ask(new AdminRequest.SetQuota(INFO, 1)))
                .isEqualTo(
                        new Refused(
                                Reason.ONLY_ALIAS,
                                List.of("info@example.test", "ana@example.test")));
        assertThat(ask(new AdminRequest.RemoveAlias(ANA, LUIS)))
                .isEqualTo(
                        new Refused(
                                Reason.NO_SUCH_ALIAS,
                                List.of("ana@example.test", "luis@example.test")));
        assertThat(ask(new AdminRequest.SetPassword(ANA, secret("bad"))))
                .isEqualTo(new Refused(Reason.UNUSABLE_PASSWORD, List.of()));
        assertThat(ask(new AdminRequest.SetQuota(ANA, -1)))
                .isEqualTo(new Refused(Reason.OUT_OF_LIMITS, List.of()));
    }

    @Test
    void aThousandAccountsComeBackInOrder() throws Exception {
        for (int i = 0; i < 1_000; i++) {
            add(Address.of("u%04d@example.test".formatted(i)));
        }
        assertThat(ask(new AdminRequest.ListAll()))
                .isInstanceOfSatisfying(
                        Done.class,
                        done -> {
                            assertThat(done.accounts()).hasSize(1_000);
                            assertThat(done.accounts().getLast().address())
                                    .isEqualTo(Address.of("u0999@example.test"));
                        });
    }

    @Test
    void theSocketIsItsOwnersAlone() throws IOException {
        assertThat(Files.getPosixFilePermissions(folder.resolve(AdminService.SOCKET)))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void aFolderWithoutAServerAnswersNothing() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        assertThat(AdminClient.ask(other, new AdminRequest.ListAll(), PATIENCE)).isEmpty();
        try (var left = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            left.bind(UnixDomainSocketAddress.of(other.resolve(AdminService.SOCKET)));
        }
        assertThat(other.resolve(AdminService.SOCKET)).exists();
        assertThat(AdminClient.ask(other, new AdminRequest.ListAll(), PATIENCE)).isEmpty();
    }

    @Test
    void aServerThatDoesNotAnswerIsAnError() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        try (var deaf = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            deaf.bind(UnixDomainSocketAddress.of(other.resolve(AdminService.SOCKET)));
            var request = new AdminRequest.ListAll();
            assertThatThrownBy(() -> AdminClient.ask(other, request, Duration.ofMillis(50)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("did not answer");
        }
    }

    @Test
    void whatIsNoRequestIsNotUnderstoodAndChangesNothing() throws Exception {
        add(ANA);
        String refusal = "buzon-admin/1 refused NOT_UNDERSTOOD 1\n";
        for (String line :
                List.of(
                        "",
                        " ",
                        "list",
                        "buzon-admin/2 list",
                        "buzon-admin/1",
                        "buzon-admin/1 list x",
                        "buzon-admin/1 remove nobody",
                        "buzon-admin/1 remove ana@example.test ",
                        "buzon-admin/1 remove an%",
                        "buzon-admin/1 remove an%zz@example.test",
                        "buzon-admin/1 quota ana@example.test 99999999999999999999",
                        "buzon-admin/1 REMOVE ana@example.test",
                        "GET / HTTP/1.1\r")) {
            assertThat(raw(line + "\n")).as(line).isEqualTo(refusal);
        }
        assertThat(store.accounts().all()).hasSize(1);
    }

    @Test
    void aLineWithoutEndIsCutOff() throws IOException {
        assertThat(raw("x".repeat(AdminCodec.LINE_OCTETS + 1))).isEmpty();
    }

    private String raw(String octets) throws IOException {
        var at = UnixDomainSocketAddress.of(folder.resolve(AdminService.SOCKET));
        try (var channel = SocketChannel.open(at)) {
            channel.write(ByteBuffer.wrap(octets.getBytes(StandardCharsets.UTF_8)));
            return new String(
                    Channels.newInputStream(channel).readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
