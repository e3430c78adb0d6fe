package dev.buzon.jakarta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.buzon.testing.InMemoryPostOffice;
import dev.buzon.testing.pop3.MisbehavingServer;
import dev.buzon.testing.pop3.Quirk;
import dev.buzon.testing.pop3.Turn;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProviderTest {
    private static final String ANA = "ana@example.test";
    private static final String PASSWORD = "s3cret clave";
    private static final String PLAIN =
            """
            From: Luis <luis@example.test>\r
            To: ana@example.test\r
            Subject: Hola %d\r
            Message-ID: <%d@example.test>\r
            \r
            .Hola, ana.\r
            """;
    private static final String ATTACHED =
            """
            From: Luis <luis@example.test>\r
            Subject: =?utf-8?Q?Informe_a=C3=B1o?=\r
            MIME-Version: 1.0\r
            Content-Type: multipart/mixed; boundary=b\r
            \r
            --b\r
            Content-Type: text/plain; charset=utf-8\r
            \r
            Va adjunto.\r
            --b\r
            Content-Type: application/octet-stream\r
            Content-Disposition: attachment; filename="datos.bin"\r
            Content-Transfer-Encoding: base64\r
            \r
            AAECAwQ=\r
            --b--\r
            """;

    @TempDir private Path folder;
    private InMemoryPostOffice office = InMemoryPostOffice.start();

    @BeforeEach
    void account() {
        office.account(ANA, PASSWORD);
    }

    @AfterEach
    void close() {
        office.close();
    }

    private Properties properties() {
        Properties properties = MailArchive.properties(office.port("pop3"), office.port("pop3s"));
        properties.setProperty(
                "mail.pop3s.trust", office.data().resolve("self-signed.pem").toString());
        properties.setProperty(
                "mail.pop3.trust", office.data().resolve("self-signed.pem").toString());
        return properties;
    }

    private List<byte[]> letters() {
        List<byte[]> letters = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            letters.add(PLAIN.formatted(i, i).getBytes(StandardCharsets.US_ASCII));
        }
        letters.add(ATTACHED.getBytes(StandardCharsets.US_ASCII));
        letters.add(
                (PLAIN.formatted(22, 22) + "x".repeat(70).concat("\r\n").repeat(8_000))
                        .getBytes(StandardCharsets.US_ASCII));
        return letters;
    }

    @Test
    void aProgramThatKnowsNothingOfUsCollectsByUs() throws Exception {
        for (String protocol : List.of("pop3", "pop3s")) {
            letters().forEach(letter -> office.deliver(ANA, letter));
            Session session = Session.getInstance(properties());
            assertThat(session.getProvider(protocol).getVendor()).isEqualTo("Buzon");

            List<String> lines = MailArchive.collect(session, protocol, ANA, PASSWORD, folder);

            assertThat(lines).hasSize(22);
            assertThat(lines.getFirst())
                    .isEqualTo("Hola 1 | Luis <luis@example.test> | .Hola, ana.");
            assertThat(lines.get(20))
                    .isEqualTo("Informe año | Luis <luis@example.test> | 2 parts, datos.bin");
            for (int i = 0; i < 22; i++) {
                assertThat(Files.readAllBytes(folder.resolve(i + 1 + ".eml")))
                        .isEqualTo(letters().get(i));
            }
            assertThat(MailArchive.collect(session, protocol, ANA, PASSWORD, folder)).isEmpty();
        }
    }

    @Test
    void theSameProgramDoesTheSameWithTheOtherProvider() throws Exception {
        letters().forEach(letter -> office.deliver(ANA, letter));
        Session ours = Session.getInstance(properties());
        Session theirs = Session.getInstance(properties());
        for (var provider : theirs.getProviders()) {
            if (provider.getProtocol().equals("pop3") && !provider.getVendor().equals("Buzon")) {
                theirs.setProvider(provider);
            }
        }
        assertThat(theirs.getStore("pop3")).isNotInstanceOf(Pop3Store.class);
        Path others = Files.createDirectory(folder.resolve("theirs"));

        List<String> lines = MailArchive.collect(theirs, "pop3", ANA, PASSWORD, others);
        letters().forEach(letter -> office.deliver(ANA, letter));

        assertThat(MailArchive.collect(ours, "pop3", ANA, PASSWORD, folder)).isEqualTo(lines);
    }

    @Test
    void aWrongPasswordIsAnAuthenticationFailure() {
        Session session = Session.getInstance(properties());
        assertThatThrownBy(() -> MailArchive.collect(session, "pop3s", ANA, "x", folder))
                .isInstanceOf(AuthenticationFailedException.class);
    }

    @Test
    void aCertificateThatNobodyVouchedForIsRefused() {
        Properties properties = properties();
        properties.remove("mail.pop3s.trust");
        Session session = Session.getInstance(properties);
        assertThatThrownBy(() -> MailArchive.collect(session, "pop3s", ANA, PASSWORD, folder))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("certificate");
    }

    @Test
    void noPasswordGoesInClearToAServerWithoutStls() throws Exception {
        try (MisbehavingServer server =
                MisbehavingServer.with(new Quirk.Without(Turn.STLS))
                        .message(PLAIN.formatted(1, 1))
                        .start()) {
            Properties properties = MailArchive.properties(server.port(), server.tlsPort());
            properties.setProperty("mail.pop3.cleartext", "false");
            Session session = Session.getInstance(properties);
            assertThatThrownBy(() -> MailArchive.collect(session, "pop3", "ana", "secreto", folder))
                    .hasMessageContaining("mail.pop3.cleartext");
            assertThat(server.heardCredentialInClear()).isFalse();

            properties.setProperty("mail.pop3.cleartext", "true");
            Session allowed = Session.getInstance(properties);
            assertThat(MailArchive.collect(allowed, "pop3", "ana", "secreto", folder)).hasSize(1);
            assertThat(server.heardCredentialInClear()).isTrue();
        }
    }

    @Test
    void aDeletionThatTheServerRefusesIsNoSuccess() throws Exception {
        try (MisbehavingServer server =
                MisbehavingServer.with(
                                new Quirk.Refuses(
                                        Turn.DELE, Quirk.ANY, Integer.MAX_VALUE, "-ERR no"))
                        .message(PLAIN.formatted(1, 1))
                        .start()) {
            Session session =
                    Session.getInstance(MailArchive.properties(server.port(), server.tlsPort()));
            session.getProperties().setProperty("mail.pop3.starttls.enable", "false");
            assertThatThrownBy(() -> MailArchive.collect(session, "pop3", "ana", "secreto", folder))
                    .isInstanceOf(MessagingException.class)
                    .hasMessageContaining("did not delete 1 of 1");
        }
    }

    @Test
    void theFolderBehavesAsJakartaMailSays() throws Exception {
        letters().forEach(letter -> office.deliver(ANA, letter));
        try (Store store = Session.getInstance(properties()).getStore("pop3s")) {
            store.connect(ANA, PASSWORD);
            Folder root = store.getDefaultFolder();
            assertThat(root.list()).hasSize(1);
            Folder inbox = root.getFolder("inbox");
            assertThat(inbox.getMessageCount()).isEqualTo(-1);
            inbox.open(Folder.READ_ONLY);
            assertThat(inbox.getMessageCount()).isEqualTo(22);
            Message tenth = inbox.getMessage(10);
            assertThat(((InboxFolder) inbox).getUID(tenth)).isNotEmpty();
            assertThat(tenth.getSize()).isEqualTo(".Hola, ana.\r\n".length());
            assertThatThrownBy(() -> tenth.setHeader("Subject", "x"))
                    .isInstanceOf(MessagingException.class);
            tenth.setFlag(Flags.Flag.DELETED, true);
            var copy = new MimeMessage((MimeMessage) tenth);
            assertThat(copy.getSubject()).isEqualTo("Hola 10");
            assertThatThrownBy(() -> inbox.getMessage(23))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> inbox.open(Folder.READ_ONLY))
                    .isInstanceOf(IllegalStateException.class);
            inbox.close(true); // read-only: nothing is deleted
            inbox.open(Folder.READ_WRITE);
            assertThat(inbox.getMessageCount()).isEqualTo(22);
            var out = new ByteArrayOutputStream();
            inbox.getMessage(22).writeTo(out);
            assertThat(out.toByteArray()).isEqualTo(letters().get(21));
            inbox.close(false);
        }
    }
}
