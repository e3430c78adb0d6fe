package dev.buzon.client.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.buzon.client.account.MailAccount.Folder;
import dev.buzon.client.account.MailAccount.Format;
import dev.buzon.client.account.MailAccount.Grant;
import dev.buzon.client.account.MailAccount.Leave;
import dev.buzon.client.account.MailAccount.Order;
import dev.buzon.client.account.MailAccount.Security;
import dev.buzon.client.account.MailAccount.Server;
import dev.buzon.client.account.MailAccount.Wishes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountTextTest {
    private static final String SMALLEST =
            """
            address = ana@example.test
            incoming.host = pop.example.test
            folder = /home/ana/Mail
            """;

    private static final MailAccount FULL =
            new MailAccount(
                    "ana@example.test",
                    "Ana Peñalver = # \\",
                    new Server("pop.example.test", 110, Security.STARTTLS, "ana", "pinned:00ff"),
                    Optional.of(
                            new Server(
                                    "smtp.example.test",
                                    587,
                                    Security.NONE,
                                    "ana@example.test",
                                    "authorities:/etc/ca.pem")),
                    "command:pass show mail",
                    Optional.of(new Grant("https://id.example.test", "abc=1")),
                    new Folder(Path.of("/home/ana/Correo electrónico"), Format.MBOX),
                    new Wishes(
                            new Leave.For(Duration.ofDays(3).plusHours(2)),
                            true,
                            OptionalLong.of(50_000_000),
                            Order.SMALLEST,
                            true,
                            OptionalLong.of(9_600),
                            true),
                    Duration.ofMinutes(25));

    @Test
    void whatIsWrittenIsReadBack() throws Exception {
        assertThat(AccountText.parse(AccountText.print(FULL), "test")).isEqualTo(FULL);
    }

    @Test
    void threeLinesAreEnough() throws Exception {
        MailAccount account = AccountText.parse(SMALLEST, "test");

        assertThat(account.incoming())
                .isEqualTo(
                        new Server(
                                "pop.example.test",
                                995,
                                Security.TLS,
                                "ana@example.test",
                                "system"));
        assertThat(account.wishes()).isEqualTo(Wishes.USUAL);
        assertThat(account.outgoing()).isEmpty();
        assertThat(account.every()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void commentsEmptyLinesAndWindowsLineEndsAreFine() throws Exception {
        assertThat(AccountText.parse("# mine\r\n\r\n" + SMALLEST.replace("\n", "\r\n"), "test"))
                .isEqualTo(AccountText.parse(SMALLEST, "test"));
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnceWithItsLine() {
        String text =
                """
                address = ana@example.test
                incoming.host = pop.example.test
                incoming.port = 99999
                incoming.security = maybe
                nonsense
                leave-on-server = sometimes
                leave_on_server = never
                every = 1s
                every = 2m
                """;

        var failure =
                catchThrowableOfType(
                        AccountProblemException.class, () -> AccountText.parse(text, "ana.conf"));

        assertThat(failure.problems())
                .containsExactlyInAnyOrder(
                        "line 3: incoming.port must be a port: 1 to 65535",
                        "line 4: incoming.security must be tls, starttls or none",
                        "line 5: it must be: key = value",
                        "line 6: leave-on-server must be always, never or a time such as 14d",
                        "line 7: unknown key leave_on_server",
                        "line 8: every must be a time of a minute or more, such as 10m",
                        "line 9: every is there twice",
                        "folder is missing: where its mail goes, such as folder = /home/ana/Mail");
    }

    @Test
    void aValueThatWouldComeBackAsSomethingElseIsNotWritten() {
        var odd =
                new MailAccount(
                        "ana@example.test",
                        "Ana\nsecret = env:PATH",
                        FULL.incoming(),
                        FULL.outgoing(),
                        FULL.secret(),
                        FULL.grant(),
                        FULL.folder(),
                        FULL.wishes(),
                        FULL.every());

        assertThatThrownBy(() -> AccountText.print(odd))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void filesAreTheOwnersAloneAndReplacedWhole(@TempDir Path folder) throws IOException {
        var accounts = new AccountFolder(folder.resolve("accounts"));

        accounts.write(FULL);
        accounts.write(FULL.with(Wishes.USUAL));

        assertThat(accounts.names()).containsExactly("ana@example.test");
        assertThat(accounts.read("Ana@Example.test")).contains(FULL.with(Wishes.USUAL));
        Path file = accounts.file("ana@example.test");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(accounts.remove("ana@example.test")).isTrue();
        assertThat(accounts.read("ana@example.test")).isEmpty();
    }

    @Test
    void aNameNeverLeavesTheFolder(@TempDir Path folder) {
        var accounts = new AccountFolder(folder);

        for (String name : new String[] {"../x", "a/b", "..", "", "a\u0000b"}) {
            assertThatThrownBy(() -> accounts.file(name))
                    .as(name)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
