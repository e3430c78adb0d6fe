package dev.buzon.message;

import dev.buzon.message.AddressList.Lexer;
import dev.buzon.message.AddressList.Lexer.Place;
import dev.buzon.message.AddressList.Mailbox;

/** Reads one mailbox (RFC 5322 §3.4): what is its name, what its address, and is it in order. */
final class MailboxReader {
    private final StringBuilder display = new StringBuilder();
    private final StringBuilder address = new StringBuilder();
    private final StringBuilder bare = new StringBuilder();
    private final StringBuilder comments = new StringBuilder();
    private int angles;
    private boolean textAfterAngle;
    private boolean inAngle;

    private MailboxReader() {}

    static Mailbox read(String source) {
        MailboxReader reader = new MailboxReader();
        Lexer lexer = new Lexer();
        for (int at = 0; at < source.length(); at++) {
            char c = source.charAt(at);
            Place place = lexer.next(c);
            reader.take(c, place, lexer.wasEscaped());
        }
        return reader.mailbox(source, !lexer.open());
    }

    private void take(char c, Place place, boolean escaped) {
        if (place == Place.COMMENT) {
            boolean delimiter = !escaped && (c == '(' || c == ')' || c == '\\');
            comments.append(delimiter ? ' ' : c);
            addressText().append(' ');
        } else if (inAngle ? c == '>' && place == Place.ANGLE : c == '<' && place == Place.ANGLE) {
            angles += c == '<' ? 1 : 0;
            inAngle = c == '<';
        } else if (inAngle) {
            address.append(c);
        } else {
            outside(c, place, escaped);
        }
    }

    private void outside(char c, Place place, boolean escaped) {
        bare.append(c);
        textAfterAngle |= angles > 0 && !FieldText.isBlank(c);
        boolean delimiter = place == Place.QUOTED && !escaped && (c == '"' || c == '\\');
        if (!delimiter) {
            display.append(c);
        }
    }

    private StringBuilder addressText() {
        return inAngle ? address : bare;
    }

    private Mailbox mailbox(String source, boolean closed) {
        String found = compact(angles > 0 ? address : bare);
        if (angles > 0 && found.startsWith("@")) { // RFC 5322 §4.4: a route
            found = found.substring(found.indexOf(':') + 1);
        }
        String name = compactName(angles > 0 ? display + " " + comments : comments.toString());
        boolean wellFormed = closed && angles <= 1 && !textAfterAngle && isAddress(found);
        return new Mailbox(source, name, found, wellFormed);
    }

    /** Blanks at the ends and around dots and at signs go, others become one (RFC 5322 §4.4). */
    private static String compact(CharSequence text) {
        String once = compactName(text.toString());
        return once.indexOf('"') >= 0
                ? once
                : once.replace(" @", "@").replace("@ ", "@").replace(" .", ".").replace(". ", ".");
    }

    private static String compactName(String text) {
        StringBuilder compact = new StringBuilder();
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            boolean blank = FieldText.isBlank(c);
            boolean after = compact.isEmpty() || compact.charAt(compact.length() - 1) == ' ';
            if (!blank || !after) {
                compact.append(blank ? ' ' : c);
            }
        }
        return compact.toString().strip();
    }

    private static boolean isAddress(String address) {
        int at = address.lastIndexOf('@');
        if (at < 1 || at == address.length() - 1) {
            return false;
        }
        String local = address.substring(0, at);
        boolean quoted = local.length() > 1 && local.startsWith("\"") && local.endsWith("\"");
        return (quoted ? isQuoted(local) : isPlain(local)) && isPlain(address.substring(at + 1));
    }

    private static boolean isQuoted(String local) {
        boolean escaped = false;
        for (int at = 1; at < local.length() - 1; at++) {
            char c = local.charAt(at);
            if (Character.isISOControl(c) || (c == '"' && !escaped)) {
                return false;
            }
            escaped = !escaped && c == '\\';
        }
        return !escaped;
    }

    private static boolean isPlain(String part) {
        boolean literal = part.startsWith("[IPv6:");
        return part.chars()
                .allMatch(
                        c -> isText(c) && ("()<>@,;:\"\\".indexOf(c) < 0 || (c == ':' && literal)));
    }

    private static boolean isText(int c) {
        return c > ' ' && !Character.isISOControl(c) && !Character.isSpaceChar(c);
    }
}
