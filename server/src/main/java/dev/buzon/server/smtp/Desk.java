package dev.buzon.server.smtp;

import dev.buzon.message.Trace;
import dev.buzon.server.accounts.Directory;
import dev.buzon.server.auth.Authenticator;
import dev.buzon.store.MailStore;
import java.time.InstantSource;
import java.time.ZoneId;

/**
 * What all connections of one listener share.
 *
 * @param kind what the listener is
 * @param hostname our name, in Received fields and Message-IDs
 * @param store where mail goes
 * @param directory whose mail is whose
 * @param authenticator who is who
 * @param clock for Received and Date fields
 * @param zone in which those are written
 * @param rules what a message must be like
 */
record Desk(
        Kind kind,
        String hostname,
        MailStore store,
        Directory directory,
        Authenticator authenticator,
        InstantSource clock,
        ZoneId zone,
        Rules rules) {
    /** What a listener is. */
    enum Kind {
        RECEPTION("smtp", Trace.Greeting.EHLO),
        SUBMISSION("submission", Trace.Greeting.EHLO),
        LMTP("lmtp", Trace.Greeting.LHLO);

        private final String logName;
        private final Trace.Greeting greeting;

        Kind(String logName, Trace.Greeting greeting) {
            this.logName = logName;
            this.greeting = greeting;
        }

        String logName() {
            return logName;
        }

        Trace.Greeting greeting() {
            return greeting;
        }
    }

    /**
     * What a message must be like.
     *
     * @param headerOctets the longest header
     * @param receivedHops Received fields after which mail goes in circles (RFC 5321 §6.3)
     */
    record Rules(int headerOctets, int receivedHops) {}
}
