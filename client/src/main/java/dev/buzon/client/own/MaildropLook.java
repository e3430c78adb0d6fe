package dev.buzon.client.own;

import dev.buzon.client.net.TimeLimits;
import dev.buzon.client.pop3.Capabilities;
import dev.buzon.client.pop3.Drop;
import dev.buzon.client.pop3.Listed;
import dev.buzon.client.pop3.Pop3;
import dev.buzon.client.pop3.Pop3Exception;
import dev.buzon.client.pop3.Pop3Session;
import dev.buzon.client.pop3.Quirks;
import java.time.Duration;
import java.util.List;

/**
 * What is seen when somebody logs in to a maildrop and looks around; nothing is collected or
 * deleted.
 *
 * @param messages how many wait
 * @param octets their size
 * @param uidl whether each of them has an identifier (RFC 1939 §7)
 * @param capabilities what the server can
 */
public record MaildropLook(int messages, long octets, boolean uidl, Capabilities capabilities) {
    /** Somebody waits in front of the screen. */
    public static final Duration PATIENCE = Duration.ofSeconds(20);

    /**
     * Logs in and looks.
     *
     * @param pop3 the maildrop; its time limits are set to a person's patience
     */
    public static MaildropLook at(Pop3 pop3) throws Pop3Exception {
        pop3.limits(TimeLimits.USUAL.read(PATIENCE));
        try {
            return visit(pop3);
        } catch (Pop3Exception.TimedOut | Pop3Exception.ConnectionLost _) {
            // Some servers lose commands that come together: once more, one at a time.
            return visit(pop3.quirks(Quirks.none().pipelining(Quirks.Pipelining.BROKEN)));
        }
    }

    private static MaildropLook visit(Pop3 pop3) throws Pop3Exception {
        try (Pop3Session session = pop3.open()) {
            Drop drop = session.stat();
            List<Listed> list = session.list();
            var look =
                    new MaildropLook(
                            drop.count(),
                            drop.octets(),
                            list.stream().allMatch(message -> message.uid().isPresent()),
                            session.capabilities());
            session.rollback();
            return look;
        }
    }
}
