package dev.buzon.e2e.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.e2e.collect.Shell.Done;
import dev.buzon.e2e.dovecot.Dovecot;
import dev.buzon.testing.InMemoryPostOffice;
import dev.buzon.testing.pop3.MisbehavingServer;
import dev.buzon.testing.pop3.QuirkyServers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code buzon account add} and {@code buzon fetch} as processes, as a new user types them: at our
 * own post office, at Debian's Dovecot, and at a server that misbehaves.
 */
class OwnCommandsTest {
    @TempDir private Path home;

    private static String letter(int number) {
        return "From: luis@example.test\r\nSubject: Hola " + number + "\r\n\r\n.Hola, ana.\r\n";
    }

    /** Adds the account, collects twice, and finds each letter once; nothing is left there. */
    private void comesOnce(String url, String trust, String password, int letters)
            throws IOException, InterruptedException {
        Shell shell = new Shell(home);
        Done added =
                shell.buzon(
                        password + "\n",
                        "account",
                        "add",
                        "ana@example.test",
                        "--incoming=" + url,
                        "--trust=" + trust,
                        "--password-file=-",
                        "--secret=vault",
                        "--leave-on-server=never",
                        "--yes");
        assertThat(added.code()).as(added.toString()).isZero();

        Done fetched = shell.buzon("", "fetch", "--json");
        Done again = shell.buzon("", "fetch");

        assertThat(fetched.code()).as(fetched.toString()).isZero();
        assertThat(again.code()).as(again.toString()).isZero();
        assertThat(again.out()).contains("Nothing new (0 on the server)");
        List<String> mail = new ArrayList<>();
        try (var files = Files.list(home.resolve("Mail/ana@example.test/new"))) {
            for (Path file : files.toList()) {
                mail.add(Files.readString(file));
            }
        }
        assertThat(mail).hasSize(letters).doesNotHaveDuplicates();
        assertThat(mail).allMatch(text -> text.endsWith("\n\n.Hola, ana.\n"));
        assertThat(Files.readString(home.resolve(".config/buzon/accounts/ana@example.test.conf")))
                .doesNotContain(password);
    }

    @Test
    void ourOwnPostOfficeIsCollected() throws Exception {
        try (InMemoryPostOffice office = InMemoryPostOffice.start()) {
            office.account("ana@example.test", "s3cret clave");
            for (int i = 1; i <= 30; i++) {
                office.deliver("ana@example.test", letter(i).getBytes(StandardCharsets.US_ASCII));
            }
            comesOnce(
                    "pops://ana@localhost:" + office.port("pop3s"),
                    "authorities:" + office.data().resolve("self-signed.pem"),
                    "s3cret clave",
                    30);
        }
    }

    @Test
    void aMessageWaitsForALineGoesOutAndIsCollected() throws Exception {
        Shell shell = new Shell(home);
        int port;
        try (InMemoryPostOffice office = InMemoryPostOffice.start()) {
            office.account("ana@example.test", "s3cret clave");
            Path trust = Files.copy(office.data().resolve("self-signed.pem"), home.resolve("ca"));
            port = office.port("submissions");
            Done added =
                    shell.buzon(
                            "s3cret clave\n",
                            "account",
                            "add",
                            "ana@example.test",
                            "--incoming=pops://localhost:" + office.port("pop3s"),
                            "--outgoing=smtps://localhost:1",
                            "--trust=authorities:" + trust,
                            "--password-file=-",
                            "--secret=vault",
                            "--yes");
            assertThat(added.code()).as(added.toString()).isZero();
            String mail = "From: ana@example.test\nTo: ana@example.test\nSubject: Nota\n\n.Hola\n";

            Done waits = shell.buzon(mail, "send");
            shell.buzon("", "account", "edit", "ana@example.test", "outgoing.port=" + port);
            Done fetched = shell.buzon("", "fetch");
            Done sent = shell.buzon(mail.replace("Nota", "Otra"), "send");
            Done last = shell.buzon("", "fetch");

            assertThat(waits.code()).as(waits.toString()).isEqualTo(75);
            assertThat(fetched.out()).contains("Taken for ana@example.test: Nota");
            assertThat(sent.code()).as(sent.toString()).isZero();
            assertThat(last.out()).contains("New mail: 2");
            assertThat(shell.buzon("From: x\n\nx\n", "send").code()).isEqualTo(1);
        }
    }

    @Test
    void dovecotIsCollected() throws Exception {
        try (Dovecot dovecot = Dovecot.start()) {
            dovecot.clear();
            for (int i = 1; i <= 30; i++) {
                dovecot.deliver("ana", i, letter(i).getBytes(StandardCharsets.US_ASCII));
            }
            comesOnce(
                    "pops://ana@localhost:" + dovecot.pop3s().getPort(),
                    "pinned:" + dovecot.certificateSha256(),
                    "secreto",
                    30);
            assertThat(dovecot.count("ana")).isZero();
        }
    }

    @Test
    void aServerThatMisbehavesIsCollected() throws Exception {
        List<byte[]> letters = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            letters.add(letter(i).getBytes(StandardCharsets.US_ASCII));
        }
        try (MisbehavingServer server = MisbehavingServer.with().messages(letters).start()) {
            Path authority = server.authority().writeTo(home.resolve("authority.pem"));
            server.behave(QuirkyServers.named("pipelining-closes").orElseThrow().quirks());
            comesOnce(
                    "pops://ana@localhost:" + server.tlsPort(),
                    "authorities:" + authority,
                    MisbehavingServer.PASSWORD,
                    5);
            assertThat(server.messages()).isEmpty();
            assertThat(server.heardCredentialInClear()).isFalse();
        }
    }
}
