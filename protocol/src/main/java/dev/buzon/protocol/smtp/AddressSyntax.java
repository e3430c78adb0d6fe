package dev.buzon.protocol.smtp;

import java.util.Optional;
import java.util.regex.Pattern;

/** The grammar of addresses (RFC 5321 §4.1.2, §4.1.3), non-ASCII included (RFC 6531 §3.3). */
final class AddressSyntax {
    private static final int LABEL_OCTETS = 63; // RFC 1035 §2.3.4
    private static final Pattern IPV4 =
            Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");
    private static final Pattern IPV6_GROUP = Pattern.compile("[0-9A-Fa-f]{1,4}");

    private AddressSyntax() {}

    /** The mailbox this text is as a whole. */
    static Optional<Mailbox> mailbox(String text) {
        StringBuilder localPart = new StringBuilder();
        int at = text.startsWith("\"") ? quotedEnd(text, localPart) : dotStringEnd(text, localPart);
        if (at < 0 || at >= text.length() || text.charAt(at) != '@') {
            return Optional.empty();
        }
        String local = localPart.toString();
        String domain = text.substring(at + 1);
        return isLocalPart(local) && isDomain(domain)
                ? Optional.of(new Mailbox(local, domain))
                : Optional.empty();
    }

    /** Reads atoms with single dots between them; gives where they end, or -1. */
    private static int dotStringEnd(String text, StringBuilder localPart) {
        int at = 0;
        while (at < text.length()
                && (Characters.isAtext(text.charAt(at)) || text.charAt(at) == '.')) {
            at++;
        }
        localPart.append(text, 0, at);
        return isDotString(localPart) ? at : -1;
    }

    /** Reads a quoted string and takes its quoting away; gives where it ends, or -1. */
    private static int quotedEnd(String text, StringBuilder localPart) {
        for (int at = 1; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"') {
                return at + 1;
            }
            if (c == '\\') {
                at++;
                if (at == text.length() || text.charAt(at) >= 0x7f) {
                    return -1;
                }
                c = text.charAt(at);
            }
            localPart.append(c);
        }
        return -1;
    }

    static boolean isLocalPart(String text) {
        return !text.isEmpty()
                && !Characters.hasControl(text)
                && Characters.octets(text) <= Mailbox.LOCAL_PART_OCTETS;
    }

    private static boolean isDotString(CharSequence text) {
        boolean afterDot = true;
        for (int at = 0; at < text.length(); at++) {
            boolean dot = text.charAt(at) == '.';
            if (dot ? afterDot : !Characters.isAtext(text.charAt(at))) {
                return false;
            }
            afterDot = dot;
        }
        return !afterDot;
    }

    /** The local part as it is written: with quotes if it is not made of atoms. */
    static String quoted(String localPart) {
        if (isDotString(localPart)) {
            return localPart;
        }
        return '"' + localPart.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    static boolean isDomain(String text) {
        if (text.isEmpty() || Characters.octets(text) > Mailbox.DOMAIN_OCTETS) {
            return false;
        }
        return text.startsWith("[") ? isLiteral(text) : isDomainName(text);
    }

    private static boolean isDomainName(String text) {
        if (Characters.hasControl(text)) {
            return false;
        }
        for (String label : text.split("\\.", -1)) {
            if (!isLabel(label)) {
                return false;
            }
        }
        return true;
    }

    /** Letters, digits, hyphens inside; the underscore too, since names with it exist. */
    private static boolean isLabel(String label) {
        return !label.isEmpty()
                && Characters.octets(label) <= LABEL_OCTETS
                && !label.startsWith("-")
                && !label.endsWith("-")
                && label.chars().allMatch(AddressSyntax::isLabelCharacter);
    }

    private static boolean isLabelCharacter(int c) {
        return Characters.isAlnum(c) || c == '-' || c == '_' || c >= 0xa0;
    }

    /** RFC 5321 §4.1.3; tags other than IPv6 are refused, since none is registered. */
    private static boolean isLiteral(String text) {
        if (!text.endsWith("]") || text.length() < 3) {
            return false;
        }
        String inner = text.substring(1, text.length() - 1);
        if (inner.regionMatches(true, 0, "IPv6:", 0, 5)) {
            return isIpv6(inner.substring(5));
        }
        return IPV4.matcher(inner).matches();
    }

    private static boolean isIpv6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text) == 8;
        }
        int before = gap == 0 ? 0 : groups(text.substring(0, gap));
        String rest = text.substring(gap + 2);
        int after = rest.isEmpty() ? 0 : groups(rest);
        return before >= 0 && after >= 0 && before + after <= 7;
    }

    /** How many 16-bit groups the text holds, an IPv4 tail counting two; -1 if it is malformed. */
    private static int groups(String text) {
        String[] parts = text.split(":", -1);
        int count = 0;
        for (int i = 0; i < parts.length; i++) {
            if (IPV6_GROUP.matcher(parts[i]).matches()) {
                count++;
            } else if (i == parts.length - 1 && IPV4.matcher(parts[i]).matches()) {
                count += 2;
            } else {
                return -1;
            }
        }
        return count;
    }
}
