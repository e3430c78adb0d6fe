package dev.buzon.message;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads a list of addresses (RFC 5322 §3.4) in one pass, whatever is wrong with it. No recursion:
 * nested comments are counted.
 */
public final class AddressList {
    /** A piece of the list, in order. */
    public sealed interface Part {}

    /** The name of a group, before its colon. */
    public record GroupStart(String name) implements Part {}

    /** The semicolon that ends a group. */
    public record GroupEnd() implements Part {}

    /**
     * One mailbox.
     *
     * @param source its text as written, without blanks around it
     * @param display its display name and comments, unquoted
     * @param address what stands where its address should be, without comments and route
     * @param wellFormed whether that is an address and all of the rest is in order
     */
    public record Mailbox(String source, String display, String address, boolean wellFormed)
            implements Part {}

    private final String text;
    private final List<Part> parts = new ArrayList<>();
    private int start;
    private boolean inGroup;

    private AddressList(String text) {
        this.text = text;
    }

    /** The parts of this unfolded field value. */
    public static List<Part> parse(String text) {
        AddressList list = new AddressList(text);
        list.split();
        return list.parts;
    }

    private void split() {
        Lexer lexer = new Lexer();
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (lexer.next(c) != Lexer.Place.TEXT) {
                continue;
            }
            if (c == ',') {
                mailbox(at);
            } else if (c == ':' && !inGroup) {
                parts.add(new GroupStart(text.substring(start, at).strip()));
                start = at + 1;
                inGroup = true;
            } else if (c == ';') {
                mailbox(at);
                endGroup();
            }
        }
        mailbox(text.length());
        endGroup();
    }

    private void endGroup() {
        if (inGroup) {
            parts.add(new GroupEnd());
        }
        inGroup = false;
    }

    private void mailbox(int end) {
        String source = text.substring(start, end).strip();
        start = end + 1;
        if (!source.isEmpty()) { // RFC 5322 §4.4 allows empty elements
            parts.add(MailboxReader.read(source));
        }
    }

    /** Where in the syntax an octet stands. */
    static final class Lexer {
        /** The place of a character; delimiters belong to what they delimit. */
        enum Place {
            TEXT,
            QUOTED,
            COMMENT,
            ANGLE,
            LITERAL
        }

        private int comments;
        private boolean quoted;
        private boolean angle;
        private boolean literal;
        private boolean escaped;

        /** Whether the character asked about last was behind a backslash. */
        private boolean wasEscaped;

        boolean wasEscaped() {
            return wasEscaped;
        }

        /** Whether a quote, comment, angle bracket or literal is still open. */
        boolean open() {
            return comments > 0 || quoted || angle || literal;
        }

        Place next(char c) {
            Place before = place();
            wasEscaped = escaped;
            escaped = !escaped && c == '\\' && (quoted || comments > 0 || literal);
            if (!wasEscaped && !escaped) {
                move(c);
            }
            Place after = place();
            return after == Place.TEXT || before == Place.QUOTED || before == Place.COMMENT
                    ? before
                    : after;
        }

        private Place place() {
            if (comments > 0) {
                return Place.COMMENT;
            }
            if (quoted) {
                return Place.QUOTED;
            }
            if (literal) {
                return Place.LITERAL;
            }
            return angle ? Place.ANGLE : Place.TEXT;
        }

        private void move(char c) {
            if (quoted) {
                quoted = c != '"';
            } else if (comments > 0) {
                comments += c == '(' ? 1 : c == ')' ? -1 : 0;
            } else if (literal) {
                literal = c != ']';
            } else if (c == '(') {
                comments = 1;
            } else if (c == '"') {
                quoted = true;
            } else if (c == '[') {
                literal = true;
            } else if (c == '<' || c == '>') {
                angle = c == '<';
            }
        }
    }
}
