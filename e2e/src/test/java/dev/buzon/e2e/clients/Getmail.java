package dev.buzon.e2e.clients;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * getmail6, with a delivery agent that writes files: its own Maildir writer refuses to run as root.
 * It has no STLS.
 */
final class Getmail implements Collector {
    private static final Program PROGRAM =
            new Program("getmail6", Path.of("/usr/bin/getmail"), "getmail6", "--version");

    @Override
    public Program program() {
        return PROGRAM;
    }

    @Override
    public List<Door> doors() {
        return List.of(Door.POP3, Door.POP3S);
    }

    @Override
    public boolean remembers() {
        return true;
    }

    @Override
    public List<Change> changes() {
        return List.of(Change.LINE_ENDS);
    }

    @Override
    public void collect(Visit visit) throws IOException {
        // getmail6 hangs when a delivery agent ends before getmail has begun to wait for it: its
        // handler of SIGCHLD wakes nobody then. So the agent stays a moment.
        // received and delivered_to: the fields of its own that it would add.
        visit.write(
                "getmailrc",
                """
                [retriever]
                type = %s
                server = %s
                port = %s
                username = %s
                password = %s
                %s
                [destination]
                type = MDA_external
                path = /bin/sh
                arguments = ("%s", "%s")
                allow_root_commands = true
                [options]
                read_all = false
                delete = %s
                received = false
                delivered_to = false
                verbose = 1
                """
                        .formatted(
                                visit.tls() ? "SimplePOP3SSLRetriever" : "SimplePOP3Retriever",
                                House.HOST,
                                visit.port(),
                                visit.user(),
                                House.PASSWORD,
                                visit.tls() ? "ca_certs = " + visit.house().certificate() : "",
                                visit.deliveryAgent("sleep 0.2"),
                                visit.out(),
                                visit.delete()));
        PROGRAM.run(visit.home(), List.of("--getmaildir=" + visit.home(), "--rcfile=getmailrc"))
                .expecting(0);
    }
}
