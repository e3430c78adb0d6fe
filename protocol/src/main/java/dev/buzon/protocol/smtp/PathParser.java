package dev.buzon.protocol.smtp;

import java.util.Optional;

/** Reads what stands between angle brackets (RFC 5321 §4.1.2). */
final class PathParser {
    /** Octets of a path with its brackets (RFC 5321 §4.5.3.1.3). */
    static final int PATH_OCTETS = 256;

    private PathParser() {}

    /**
     * Where the path at the start of the text ends, its bracket included. Brackets inside a quoted
     * local part do not count.
     */
    static int end(String text, SmtpReply noPath, SmtpReply badPath) throws Refused {
        if (!text.startsWith("<")) {
            throw new Refused(noPath);
        }
        boolean quoted = false;
        for (int at = 1; at < text.length(); at++) {
            char c = text.charAt(at);
            if (quoted && c == '\\') {
                at++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == '>' && !quoted) {
                if (Characters.octets(text.substring(0, at + 1)) > PATH_OCTETS) {
                    throw new Refused(badPath);
                }
                return at + 1;
            }
        }
        throw new Refused(badPath);
    }

    static ReversePath reverse(String path) throws Refused {
        if (path.equals("<>")) {
            return new ReversePath.Nobody();
        }
        return new ReversePath.Sender(mailbox(path, SmtpReplies.BAD_SENDER));
    }

    static ForwardPath forward(String path) throws Refused {
        if (path.equalsIgnoreCase("<postmaster>")) {
            return new ForwardPath.Postmaster();
        }
        return new ForwardPath.To(mailbox(path, SmtpReplies.BAD_RECIPIENT));
    }

    private static Mailbox mailbox(String path, SmtpReply fault) throws Refused {
        String inner = path.substring(1, path.length() - 1);
        Optional<Mailbox> mailbox = AddressSyntax.mailbox(withoutRoute(inner, fault));
        if (mailbox.isEmpty()) {
            throw new Refused(fault);
        }
        return mailbox.get();
    }

    /** RFC 5321 §4.1.1.3: a source route is checked for form and otherwise ignored (S-019). */
    private static String withoutRoute(String inner, SmtpReply fault) throws Refused {
        if (!inner.startsWith("@")) {
            return inner;
        }
        int colon = inner.indexOf(':');
        if (colon < 0) {
            throw new Refused(fault);
        }
        for (String hop : inner.substring(0, colon).split(",", -1)) {
            if (!hop.startsWith("@") || !AddressSyntax.isDomain(hop.substring(1))) {
                throw new Refused(fault);
            }
        }
        return inner.substring(colon + 1);
    }
}
