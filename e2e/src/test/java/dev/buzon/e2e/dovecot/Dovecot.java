package dev.buzon.e2e.dovecot;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A running Dovecot 2.3 with the three users of the scripts. */
public final class Dovecot implements Closeable {
    private static final Path PROGRAM = Path.of("/usr/sbin/dovecot");
    private static final Duration START_LIMIT = Duration.ofSeconds(20);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
    private static final Duration CONNECT_LIMIT = Duration.ofMillis(200);
    private static final char[] STORE_PASSWORD = "changeit".toCharArray();

    private final Path folder;
    private final Process process;
    private final int pop3Port;
    private final int pop3sPort;
    private final String mailUser;
    private int retired;

    private Dovecot(Path folder, Process process, int pop3Port, int pop3sPort, String mailUser) {
        this.folder = folder;
        this.process = process;
        this.pop3Port = pop3Port;
        this.pop3sPort = pop3sPort;
        this.mailUser = mailUser;
    }

    /** Whether this machine has one. */
    public static boolean installed() {
        return Files.isExecutable(PROGRAM);
    }

    /** Starts one and waits until it answers. */
    public static Dovecot start() throws IOException {
        var folder = Files.createTempDirectory("buzon-dovecot");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        var pop3Port = freePort();
        var pop3sPort = freePort();
        var me = System.getProperty("user.name", "nobody");
        // Dovecot refuses to touch the mail of root.
        var mailUser = me.equals("root") ? "nobody" : me;
        certificate(folder);
        Files.writeString(folder.resolve("users"), users());
        Files.writeString(folder.resolve("dovecot.conf"), config(folder, me, pop3Port, pop3sPort));
        // Our own store narrows this process's umask for good, and Dovecot's parts are other users.
        for (var name : List.of("users", "dovecot.conf", "cert.pem")) {
            Files.setPosixFilePermissions(
                    folder.resolve(name), PosixFilePermissions.fromString("rw-r--r--"));
        }
        var process =
                new ProcessBuilder(
                                PROGRAM.toString(),
                                "-F",
                                "-c",
                                folder.resolve("dovecot.conf").toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("out.log").toFile())
                        .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        var dovecot = new Dovecot(folder, process, pop3Port, pop3sPort, mailUser);
        dovecot.awaitPort(pop3Port);
        dovecot.awaitPort(pop3sPort);
        return dovecot;
    }

    /** Where POP3 is spoken; TLS comes with STLS. */
    public InetSocketAddress pop3() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), pop3Port);
    }

    /** Where POP3 is spoken with TLS from the first octet. */
    public InetSocketAddress pop3s() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), pop3sPort);
    }

    /** The SHA-256 of its certificate in hexadecimal: it names no host, so it has to be pinned. */
    public String certificateSha256() throws IOException {
        try (var in = Files.newInputStream(folder.resolve("cert.pem"))) {
            var certificate = CertificateFactory.getInstance("X.509").generateCertificate(in);
            var digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    /** Takes all mail of all users away. */
    public void clear() throws IOException {
        for (var user : List.of("ana", "luis", "user")) {
            retire(folder.resolve(user));
            for (var part : List.of("cur", "new", "tmp")) {
                Files.createDirectories(folder.resolve(user).resolve("Maildir").resolve(part));
            }
            own(folder.resolve(user));
        }
    }

    /** Puts a message into the Maildir of a user; the names sort as the numbers do. */
    public void deliver(String user, int number, byte[] octets) throws IOException {
        var name = String.format("%d.M%dP1.pop.example.test", 1_700_000_000 + number, number);
        var maildir = folder.resolve(user).resolve("Maildir");
        Files.write(maildir.resolve("tmp").resolve(name), octets);
        own(maildir.resolve("tmp").resolve(name));
        Files.move(maildir.resolve("tmp").resolve(name), maildir.resolve("new").resolve(name));
    }

    /** How many messages are in the Maildir of a user. */
    public int count(String user) throws IOException {
        int count = 0;
        for (var part : List.of("new", "cur")) {
            try (var files = Files.list(folder.resolve(user).resolve("Maildir").resolve(part))) {
                count += (int) files.count();
            }
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        delete(folder);
    }

    private void own(Path path) throws IOException {
        var owner =
                path.getFileSystem()
                        .getUserPrincipalLookupService()
                        .lookupPrincipalByName(mailUser);
        try (var files = Files.walk(path)) {
            for (var file : files.toList()) {
                Files.setOwner(file, owner);
            }
        }
    }

    private void awaitPort(int port) throws IOException {
        var end = System.nanoTime() + START_LIMIT.toNanos();
        while (System.nanoTime() < end && process.isAlive()) {
            try (var socket = new Socket()) {
                var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
                socket.connect(address, (int) CONNECT_LIMIT.toMillis());
                return;
            } catch (IOException e) {
                Thread.onSpinWait();
            }
        }
        throw new IOException(
                "Dovecot did not start: " + Files.readString(folder.resolve("out.log")));
    }

    private static String users() {
        return """
        ana:{PLAIN}secreto:::::
        luis:{PLAIN}otra clave:::::
        user:{PLAIN}pencil:::::
        """;
    }

    private static String group(String user) {
        return user.equals("nobody") ? "nogroup" : user;
    }

    private static String config(Path folder, String me, int pop3Port, int pop3sPort) {
        var mailUser = me.equals("root") ? "nobody" : me;
        var unprivileged =
                me.equals("root")
                        ? ""
                        : """
                        default_internal_user = %1$s
                        default_internal_group = %1$s
                        default_login_user = %1$s
                        service anvil { chroot = }
                        service pop3-login { chroot = }
                        """
                                .formatted(me);
        return unprivileged
                + """
                protocols = pop3
                listen = 127.0.0.1
                base_dir = %1$s/run
                log_path = %1$s/dovecot.log
                ssl = yes
                ssl_cert = <%1$s/cert.pem
                ssl_key = <%1$s/key.pem
                # Clients from the server's own address may send a password in clear, others not.
                disable_plaintext_auth = yes
                auth_mechanisms = plain scram-sha-256
                auth_username_format = %%Ln
                auth_failure_delay = 0
                mail_location = maildir:%1$s/%%n/Maildir
                mail_max_userip_connections = 0
                first_valid_uid = 1
                pop3_lock_session = yes
                pop3_no_flag_updates = yes
                passdb {
                  driver = passwd-file
                  args = username_format=%%n %1$s/users
                }
                userdb {
                  driver = static
                  args = uid=%4$s gid=%5$s home=%1$s/%%n
                }
                service anvil {
                  unix_listener anvil-auth-penalty {
                    mode = 0
                  }
                }
                service pop3-login {
                  service_count = 0
                  inet_listener pop3 {
                    port = %2$d
                  }
                  inet_listener pop3s {
                    port = %3$d
                    ssl = yes
                  }
                }
                """
                        .formatted(folder, pop3Port, pop3sPort, mailUser, group(mailUser));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** A certificate of its own, as PEM. */
    private static void certificate(Path folder) throws IOException {
        var store = folder.resolve("store.p12");
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var process =
                new ProcessBuilder(
                                keytool,
                                "-genkeypair",
                                "-keyalg",
                                "EC",
                                "-alias",
                                "pop",
                                "-dname",
                                "CN=pop.example.test",
                                "-validity",
                                "2",
                                "-storetype",
                                "PKCS12",
                                "-storepass",
                                new String(STORE_PASSWORD),
                                "-keystore",
                                store.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("keytool.log").toFile())
                        .start();
        try {
            if (process.waitFor() != 0) {
                throw new IOException(Files.readString(folder.resolve("keytool.log")));
            }
            var keys = KeyStore.getInstance(store.toFile(), STORE_PASSWORD);
            var certificate = keys.getCertificate("pop").getEncoded();
            var key = keys.getKey("pop", STORE_PASSWORD).getEncoded();
            Files.writeString(folder.resolve("cert.pem"), pem("CERTIFICATE", certificate));
            Files.writeString(folder.resolve("key.pem"), pem("PRIVATE KEY", key));
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static String pem(String what, byte[] octets) {
        var encoded = Base64.getMimeEncoder().encodeToString(octets);
        return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(what, encoded);
    }

    /** Moves a home out of the way, for a session of before may still be leaving it. */
    private void retire(Path home) throws IOException {
        if (Files.exists(home)) {
            Files.move(home, folder.resolve("old" + retired++));
        }
    }

    private static void delete(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (var files = Files.walk(path)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
