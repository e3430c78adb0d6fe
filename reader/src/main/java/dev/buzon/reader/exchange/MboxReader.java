package dev.buzon.reader.exchange;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads an mbox file (RFC 4155), one message after the other, never holding more than a piece of
 * one. What programs have written is not always what it should be: a message begins at a line
 * {@code From } at the file's start or behind an empty line; when it says how long it is
 * (Content-Length, as in mboxcl) and another one begins there, that is believed. One {@code >} is
 * taken from lines {@code >From } (mboxrd, and mboxo as far as that can be undone).
 */
final class MboxReader implements Closeable {
    /** A line is read in pieces of at most so many octets. */
    private static final int PIECE = 64 * 1024;

    /** Octets of a header in which marks of other programs are looked for. */
    private static final int HEADER_MAX = 64 * 1024;

    private static final byte[] FROM = "From ".getBytes(StandardCharsets.US_ASCII);

    private static final Pattern LENGTH =
            Pattern.compile("(?im)^Content-Length:[ \\t]{0,9}([0-9]{1,15})[ \\t\\r]*$");

    /** A separator's end: a time, or at least an address and something. */
    private static final Pattern SEPARATOR =
            Pattern.compile("From (\\S+ .*[0-9]{1,2}:[0-9]{2}.*|- .*|\\S*@\\S* .*|-?\\s*)\\s*");

    private final InputStream in;
    private final byte[] buffer = new byte[2 * PIECE];
    private int start;
    private int end;
    private boolean ended;
    private boolean blankBefore = true;
    private boolean lineBegins = true;
    private long taken;

    MboxReader(InputStream in) {
        this.in = in;
    }

    /** Takes the octets of a message as they are read. */
    @FunctionalInterface
    interface Taker {
        void take(byte[] octets, int offset, int length) throws IOException;
    }

    /** How many octets of the file were read. */
    long taken() {
        return taken;
    }

    /** Whether the file begins like an mbox; nothing is read past empty lines by this. */
    boolean begins() throws IOException {
        fill();
        while (start < end && (buffer[start] == '\n' || buffer[start] == '\r')) {
            start++;
            taken++;
            fill();
        }
        return separatorAt();
    }

    /**
     * Reads the next message.
     *
     * @return its separator line; empty at the end of the file
     */
    Optional<String> next(Taker taker) throws IOException {
        fill();
        if (start == end) {
            return Optional.empty();
        }
        String separator = "";
        if (separatorAt()) {
            int lineEnd = lineEnd();
            separator = text(start, lineEnd).strip();
            advance(lineEnd - start);
        }
        blankBefore = false;
        lineBegins = true;
        new Body(taker).read();
        return Optional.of(separator);
    }

    /** One message on its way out. */
    private final class Body {
        private final Taker taker;
        private final StringBuilder header = new StringBuilder();
        private boolean inHeader = true;
        private boolean heldBack;
        private byte[] blank = new byte[0];

        Body(Taker taker) {
            this.taker = taker;
        }

        void read() throws IOException {
            while (true) {
                fill();
                if (start == end) {
                    return; // the last empty line is the separator's as well
                }
                if (lineBegins && blankBefore && separatorAt()) {
                    return;
                }
                line();
            }
        }

        private void line() throws IOException {
            int lineEnd = lineEnd();
            boolean whole = buffer[lineEnd - 1] == '\n';
            boolean empty = lineBegins && whole && lineEnd - start <= 2 && blankLine(lineEnd);
            if (empty && !inHeader) {
                give();
                blank = java.util.Arrays.copyOfRange(buffer, start, lineEnd);
                heldBack = true; // it may belong to the next separator
                advance(lineEnd - start);
            } else {
                give();
                int quote = lineBegins && quoted(lineEnd) ? 1 : 0;
                taker.take(buffer, start + quote, lineEnd - start - quote);
                if (inHeader && header.length() < HEADER_MAX) {
                    header.append(text(start, lineEnd));
                }
                advance(lineEnd - start);
            }
            blankBefore = empty;
            lineBegins = whole;
            if (empty && inHeader) {
                inHeader = false;
                passOver();
            }
        }

        private void give() throws IOException {
            if (heldBack) {
                taker.take(blank, 0, blank.length);
                heldBack = false;
            }
        }

        /** The body, when the header says how long it is and a message begins behind it. */
        private void passOver() throws IOException {
            Matcher length = LENGTH.matcher(header);
            if (!length.find()) {
                return;
            }
            int octets = (int) Math.min(Integer.MAX_VALUE, Long.parseLong(length.group(1)));
            // Only what is in the buffer can be looked behind; larger ones are read line by line.
            if (octets == 0 || !endsAt(octets)) {
                return;
            }
            taker.take(buffer, start, octets);
            advance(octets);
            blankBefore = true;
            lineBegins = true;
            while (start < end && (buffer[start] == '\n' || buffer[start] == '\r')) {
                advance(1);
            }
        }

        private boolean endsAt(int octets) throws IOException {
            if (octets > PIECE) {
                return false;
            }
            fill();
            int at = start + octets;
            while (at < end && at < start + octets + 4 && isLineEnd(buffer[at])) {
                at++;
            }
            return at <= end && (at == end ? ended : at > start + octets && separatorAt(at));
        }
    }

    private static boolean isLineEnd(byte octet) {
        return octet == '\n' || octet == '\r';
    }

    private boolean blankLine(int lineEnd) {
        return buffer[start] == '\n' || (buffer[start] == '\r' && lineEnd - start == 2);
    }

    /** A line of {@code >}s and {@code From }. */
    private boolean quoted(int lineEnd) {
        int at = start;
        while (at < lineEnd && buffer[at] == '>') {
            at++;
        }
        return at > start && startsWithFrom(at, lineEnd);
    }

    private boolean startsWithFrom(int at, int limit) {
        return limit - at >= FROM.length
                && java.util.Arrays.equals(buffer, at, at + FROM.length, FROM, 0, FROM.length);
    }

    private boolean separatorAt() {
        return separatorAt(start);
    }

    private boolean separatorAt(int at) {
        if (!startsWithFrom(at, end)) {
            return false;
        }
        int limit = Math.min(end, at + 1000);
        int lineEnd = at;
        while (lineEnd < limit && buffer[lineEnd] != '\n') {
            lineEnd++;
        }
        return SEPARATOR.matcher(text(at, lineEnd)).matches();
    }

    /** Behind the line's end, or behind the piece of it that is there. */
    private int lineEnd() {
        int at = start;
        int limit = Math.min(end, start + PIECE);
        while (at < limit) {
            if (buffer[at++] == '\n') {
                return at;
            }
        }
        return at;
    }

    private String text(int from, int to) {
        return new String(buffer, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private void advance(int octets) {
        start += octets;
        taken += octets;
    }

    /** Reads until there is a piece in the buffer, or the file ends. */
    private void fill() throws IOException {
        if (ended || end - start >= PIECE + 1000) {
            return;
        }
        System.arraycopy(buffer, start, buffer, 0, end - start);
        end -= start;
        start = 0;
        while (end < buffer.length && !ended) {
            int n = in.read(buffer, end, buffer.length - end);
            ended = n < 0;
            end += Math.max(0, n);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
