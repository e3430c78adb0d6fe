package dev.buzon.e2e.rivals;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.buzon.client.ledger.Ledger;
import dev.buzon.client.net.Security;
import dev.buzon.client.net.ServerAddress;
import dev.buzon.client.pop3.Pop3;
import dev.buzon.client.sink.Maildir;
import dev.buzon.client.sync.Pop3Sync;
import dev.buzon.client.sync.SyncReport;
import dev.buzon.protocol.Secret;
import java.nio.file.Path;

/** What somebody writes who wants everything new with our library. */
final class OurProgram {
    private OurProgram() {}

    /** Host, port, tls or clear, user, password, Maildir, state, delete or keep. */
    public static void main(String[] args) throws Exception {
        Security security = args[2].equals("tls") ? Security.IMPLICIT_TLS : Security.CLEARTEXT;
        Pop3 pop3 =
                Pop3.at(new ServerAddress(args[0], Integer.parseInt(args[1])), security)
                        .user(args[3])
                        .password(Secret.of(args[4].getBytes(UTF_8)));
        Pop3Sync sync =
                Pop3Sync.of(pop3, Maildir.at(Path.of(args[5])), Ledger.in(Path.of(args[6])));
        SyncReport report = (args[7].equals("delete") ? sync.deleteAtOnce() : sync).run();
        System.out.println(report);
        System.exit(report.clean() ? 0 : 1);
    }
}
