package dev.buzon.protocol.smtp;

import java.util.ArrayList;
import java.util.List;

/** What EHLO and LHLO list: exactly what works at this moment (RFC 5321 §2.2, S-028). */
final class SmtpOffer {
    private SmtpOffer() {}

    /** The lines of the answer, the server's name first. */
    static List<String> lines(SmtpProfile profile, boolean tls, boolean authenticated) {
        SmtpProfile.Common common = profile.common();
        List<String> lines = new ArrayList<>();
        lines.add(common.hostName());
        lines.add("PIPELINING");
        lines.add("SIZE " + common.limits().messageOctets());
        lines.add("8BITMIME");
        lines.add("SMTPUTF8");
        lines.add("ENHANCEDSTATUSCODES");
        lines.add("CHUNKING");
        if (common.reports()) {
            lines.add("DSN");
        }
        if (common.startTls() && !tls) {
            lines.add("STARTTLS");
        }
        List<String> mechanisms = mechanisms(profile, tls);
        if (!mechanisms.isEmpty() && !authenticated) {
            lines.add("AUTH " + String.join(" ", mechanisms));
        }
        return lines;
    }

    /** The mechanisms that work now; those bound to a TLS channel need one (RFC 5802 §4). */
    static List<String> mechanisms(SmtpProfile profile, boolean tls) {
        if (!(profile instanceof SmtpProfile.Submission submission)) {
            return List.of();
        }
        if (tls) {
            return submission.mechanisms();
        }
        return submission.cleartextLogin()
                ? submission.mechanisms().stream().filter(SmtpOffer::worksInClear).toList()
                : List.of();
    }

    /** LOGIN is for TLS only, whatever else is allowed; PLUS has nothing to bind to. */
    private static boolean worksInClear(String mechanism) {
        return !mechanism.endsWith("-PLUS") && !mechanism.equals("LOGIN");
    }
}
