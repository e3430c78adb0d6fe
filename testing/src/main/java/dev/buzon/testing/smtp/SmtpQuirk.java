package dev.buzon.testing.smtp;

import dev.buzon.testing.tls.CertificateForm;
import dev.buzon.testing.wire.End;
import java.time.Duration;

/** One thing that a submission server does and should not, or need not, do (C-031). */
public sealed interface SmtpQuirk {
    /** Without an end. */
    int ALWAYS = Integer.MAX_VALUE;

    /** A quirk that shows only on some connections, counted from 1 as they were accepted. */
    record OnConnections(int first, int last, SmtpQuirk quirk) implements SmtpQuirk {}

    /** Replies this instead of yes, so often: {@code 451 4.3.0 later}, {@code 550 5.7.1 no}. */
    record Refuses(Step step, int times, String reply) implements SmtpQuirk {}

    /** Refuses one recipient. */
    record RefusesRecipient(String address, String reply) implements SmtpQuirk {}

    /** Replies nothing, until {@link MisbehavingSubmission#release} or the end of the server. */
    record Stalls(Step step) implements SmtpQuirk {}

    /** Replies so much later; a message was taken at once (C-031: DATA answered late). */
    record Late(Step step, Duration delay) implements SmtpQuirk {}

    /**
     * Ends the connection instead of replying.
     *
     * @param taken whether a message was taken all the same: after the last dot nobody but the
     *     server knows (C-031)
     */
    record Drops(Step step, boolean taken, End how) implements SmtpQuirk {}

    /**
     * Has not got this extension: STARTTLS, PIPELINING, CHUNKING, 8BITMIME, SMTPUTF8, DSN, AUTH.
     */
    record Lacks(String keyword) implements SmtpQuirk {}

    /** Lists this keyword of an extension and cannot do it, or lists it only in clear. */
    record Announces(String line, boolean underTls) implements SmtpQuirk {}

    /** Takes messages up to this size, and says so (RFC 1870 §3). */
    record SizeLimit(long octets) implements SmtpQuirk {}

    /** Says this in the packet of its 220 to STARTTLS, before TLS. */
    record Injects(String octets) implements SmtpQuirk {}

    /** Loses everything in a packet behind the first command. */
    record DropsBatch() implements SmtpQuirk {}

    /** Shows this certificate, from its own authority or from another (C-017). */
    record Shown(CertificateForm form, boolean trusted) implements SmtpQuirk {}
}
