package dev.buzon.bench.compare;

import dev.buzon.bench.proc.ProcessTree;
import dev.buzon.bench.wire.Endpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Debian's Dovecot 2.3 in its high-performance login mode, with processes started ahead, a folder
 * of its own and ports of its own. It must be started by root, as it gives each of its parts
 * another user.
 */
final class DovecotTarget implements Target {
    private static final Duration VERSION_MAX = Duration.ofSeconds(10);
    private static final String PROGRAM = "/usr/sbin/dovecot";

    private final DovecotFormat format;
    private final String version;
    private final int pop3;
    private final int pop3s;
    private final int lmtp;
    private ServerProcess process;

    private DovecotTarget(
            DovecotFormat format, String version, List<Integer> ports, ServerProcess process) {
        this.format = format;
        this.version = version;
        pop3 = ports.get(0);
        pop3s = ports.get(1);
        lmtp = ports.get(2);
        this.process = process;
    }

    /** Starts it, for all accounts of the site and as many sessions at once. */
    static DovecotTarget start(Site site, DovecotFormat format)
            throws IOException, InterruptedException {
        if (!Files.isExecutable(Path.of(PROGRAM))) {
            throw new IOException(
                    PROGRAM
                            + " is missing: install Debian's dovecot-core, dovecot-pop3d and dovecot-lmtpd");
        }
        Path folder =
                Files.createDirectory(
                        site.folder().resolve("dovecot-" + format.name().toLowerCase(Locale.ROOT)));
        Path mail = Files.createDirectory(folder.resolve("mail"));
        for (Path open : List.of(site.folder(), folder)) {
            Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Files.setPosixFilePermissions(mail, PosixFilePermissions.fromString("rwxrwxrwx"));
        site.writePasswords(folder.resolve("users"));
        List<Integer> ports = ServerProcess.freePorts(3);
        Path config = folder.resolve("dovecot.conf");
        Files.writeString(config, config(site, format, folder, ports));
        String version = ServerProcess.output(List.of(PROGRAM, "--version"), VERSION_MAX);
        ServerProcess process =
                ServerProcess.start(
                        "dovecot",
                        List.of(PROGRAM, "-F", "-c", config.toString()),
                        folder.resolve("out.log"),
                        ports);
        return new DovecotTarget(format, version, ports, process);
    }

    private static String config(Site site, DovecotFormat format, Path folder, List<Integer> ports)
            throws IOException {
        return Resource.text("dovecot.conf")
                .replace("@folder@", folder.toString())
                .replace("@processes@", Integer.toString(site.users().count() + 100))
                .replace("@certificate@", site.certificate().toString())
                .replace("@key@", site.key().toString())
                .replace(
                        "@location@",
                        format == DovecotFormat.MAILDIR ? "maildir:~/Maildir" : "mdbox:~/mdbox")
                .replace("@pop3@", ports.get(0).toString())
                .replace("@pop3s@", ports.get(1).toString())
                .replace("@lmtp@", ports.get(2).toString());
    }

    @Override
    public String name() {
        return "dovecot-" + format.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public List<String> settings() {
        return List.of(
                "Dovecot " + version,
                "pop3-login and pop3: service_count=0, process_min_avail=2 and 16; lmtp: process_min_avail=16",
                "pop3_no_flag_updates, pop3_fast_size_lookups, maildir_very_dirty_syncs, mail_fsync=optimized, passwd-file with SSHA256",
                format == DovecotFormat.MAILDIR
                        ? "maildir, pop3_uidl_format=%g"
                        : "mdbox, mdbox_rotate_size=32M, pop3_uidl_format=%g");
    }

    @Override
    public Endpoint pop3(Endpoint.Protection protection) {
        return switch (protection) {
            case PLAIN, STLS -> new Endpoint("127.0.0.1", pop3, protection);
            case TLS, TLS_RESUMED -> new Endpoint("127.0.0.1", pop3s, protection);
        };
    }

    @Override
    public Endpoint lmtp() {
        return new Endpoint("127.0.0.1", lmtp, Endpoint.Protection.PLAIN);
    }

    @Override
    public Endpoint seedLmtp() {
        return lmtp();
    }

    @Override
    public ProcessTree processes() {
        return process.tree();
    }

    @Override
    public void beforeMemory() {}

    @Override
    public void restart() throws IOException, InterruptedException {
        process = process.again();
    }

    @Override
    public void close() {
        process.close();
    }
}
