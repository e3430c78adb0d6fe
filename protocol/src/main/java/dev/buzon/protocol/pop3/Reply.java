package dev.buzon.protocol.pop3;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** One answer of the server, as a value; {@link #rendering} gives its octets (RFC 1939 §3). */
public sealed interface Reply {
    /** The longest first line, line end included (RFC 2449 §4). */
    int LINE_LIMIT = 512;

    /** A buffer of this size takes at least one line of any answer. */
    int SMALLEST_BUFFER = LINE_LIMIT;

    /** One line: status, perhaps a code, and text. */
    record Line(boolean ok, Optional<Code> code, String text) implements Reply {}

    /** A first line and more lines, ended by a dot. */
    record Lines(String text, List<String> lines) implements Reply {}

    /** The scan listing of all messages not deleted (RFC 1939 §5 LIST). */
    record Scan(String text, Listing listing, BitSet deleted, boolean utf8) implements Reply {}

    /** The unique-id listing of all messages not deleted (RFC 1939 §7 UIDL). */
    record Uidls(String text, Listing listing, BitSet deleted) implements Reply {}

    /** A challenge of a SASL exchange, in Base64; empty is a plus and a blank (RFC 5034 §4). */
    record Challenge(String base64) implements Reply {}

    /** Writes the octets of an answer in as many steps as the buffer needs. */
    interface Rendering {
        /**
         * Writes what there is room for.
         *
         * @param out with room for {@link Reply#SMALLEST_BUFFER} octets, or the call may get
         *     nowhere
         * @return whether all was written
         */
        boolean writeTo(ByteBuffer out);
    }

    /** A positive answer of one line. */
    static Reply ok(String text) {
        return new Line(true, Optional.empty(), text);
    }

    /** A negative answer of one line. */
    static Reply err(String text) {
        return new Line(false, Optional.empty(), text);
    }

    /** A negative answer with a response code. */
    static Reply err(Code code, String text) {
        return new Line(false, Optional.of(code), text);
    }

    /** The octets of this answer, from the first one. */
    default Rendering rendering() {
        return switch (this) {
            case Line line -> new Octets(bounded(line).getBytes(StandardCharsets.UTF_8));
            case Challenge challenge ->
                    new Octets(
                            ("+ " + challenge.base64() + "\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
            case Lines lines -> new Octets(joined(lines).getBytes(StandardCharsets.UTF_8));
            case Scan scan ->
                    new Numbered(first(scan.text()), scan.listing().count(), scan.deleted()) {
                        @Override
                        void value(int number, ByteBuffer out) {
                            decimal(scan.listing().octets(number, scan.utf8()), out);
                        }
                    };
            case Uidls uidls ->
                    new Numbered(first(uidls.text()), uidls.listing().count(), uidls.deleted()) {
                        @Override
                        void value(int number, ByteBuffer out) {
                            ascii(uidls.listing().uidl(number), out);
                        }
                    };
        };
    }

    private static byte[] first(String text) {
        return ("+OK " + text + "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    private static String bounded(Line line) {
        StringBuilder text = new StringBuilder(line.ok() ? "+OK" : "-ERR");
        line.code().ifPresent(code -> text.append(" [").append(code.wire()).append(']'));
        if (!line.text().isEmpty()) {
            text.append(' ').append(line.text());
        }
        while (text.toString().getBytes(StandardCharsets.UTF_8).length > LINE_LIMIT - 2) {
            text.setLength(text.length() - 1);
        }
        return text.append("\r\n").toString();
    }

    private static String joined(Lines lines) {
        StringBuilder text = new StringBuilder("+OK ").append(lines.text()).append("\r\n");
        for (String line : lines.lines()) {
            text.append(line.startsWith(".") ? "." : "").append(line).append("\r\n");
        }
        return text.append(".\r\n").toString();
    }

    /** Octets that are there already. */
    final class Octets implements Rendering {
        private final ByteBuffer octets;

        Octets(byte[] octets) {
            this.octets = ByteBuffer.wrap(octets);
        }

        @Override
        public boolean writeTo(ByteBuffer out) {
            int room = Math.min(out.remaining(), octets.remaining());
            out.put(out.position(), octets, octets.position(), room);
            out.position(out.position() + room);
            octets.position(octets.position() + room);
            return !octets.hasRemaining();
        }
    }

    /**
     * One line for each message that is not deleted, made while it is written: a list of any length
     * needs no memory.
     */
    abstract class Numbered implements Rendering {
        private static final int LONGEST_LINE = 10 + 1 + 70 + 2;

        private final Octets first;
        private final int count;
        private final BitSet deleted;
        private int next;
        private boolean started;

        Numbered(byte[] first, int count, BitSet deleted) {
            this.first = new Octets(first);
            this.count = count;
            this.deleted = deleted;
            this.next = deleted.nextClearBit(1);
        }

        abstract void value(int number, ByteBuffer out);

        @Override
        public boolean writeTo(ByteBuffer out) {
            if (!started) {
                started = first.writeTo(out);
            }
            while (started && next <= count && out.remaining() >= LONGEST_LINE) {
                decimal(next, out);
                out.put((byte) ' ');
                value(next, out);
                out.put((byte) '\r').put((byte) '\n');
                next = deleted.nextClearBit(next + 1);
            }
            if (!started || next <= count || out.remaining() < 3) {
                return false;
            }
            out.put((byte) '.').put((byte) '\r').put((byte) '\n');
            return true;
        }

        static void decimal(long value, ByteBuffer out) {
            long divisor = 1;
            while (value / divisor >= 10) {
                divisor *= 10;
            }
            for (; divisor > 0; divisor /= 10) {
                out.put((byte) ('0' + value / divisor % 10));
            }
        }

        static void ascii(String text, ByteBuffer out) {
            if (text.length() > 70) {
                throw new BufferOverflowException(); // a store that gives such a UIDL is broken:
                // RFC 1939 §7
            }
            for (int i = 0; i < text.length(); i++) {
                out.put((byte) text.charAt(i));
            }
        }
    }
}
