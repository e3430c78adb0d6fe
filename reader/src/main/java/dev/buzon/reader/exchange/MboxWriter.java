package dev.buzon.reader.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes an mbox in the form mboxrd: every line of {@code >}s and {@code From } gets one more. */
final class MboxWriter {
    private static final DateTimeFormatter ASCTIME =
            DateTimeFormatter.ofPattern("HH:mm:ss yyyy", Locale.ROOT);

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("EEE MMM", Locale.ROOT);

    private static final byte[] FROM = "From ".getBytes(StandardCharsets.US_ASCII);

    private final OutputStream out;

    MboxWriter(OutputStream out) {
        this.out = out;
    }

    void add(Instant time, InputStream message) throws IOException {
        ZonedDateTime at = time.atZone(ZoneOffset.UTC);
        String day = "%2d".formatted(at.getDayOfMonth());
        String line = "From MAILER-DAEMON " + DAY.format(at) + " " + day + " " + ASCTIME.format(at);
        out.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
        int last = '\n';
        State state = new State();
        byte[] piece = new byte[64 * 1024];
        for (int n = message.read(piece); n >= 0; n = message.read(piece)) {
            for (int i = 0; i < n; i++) {
                state.next(piece[i]);
                last = piece[i];
            }
        }
        state.flush();
        out.write(
                last == '\n'
                        ? "\n".getBytes(StandardCharsets.US_ASCII)
                        : "\n\n".getBytes(StandardCharsets.US_ASCII));
    }

    /** The beginning of a line is only counted until it is known whether it is to be quoted. */
    private final class State {
        private long quotes;
        private int matched;
        private boolean lineBegins = true;

        void next(byte octet) throws IOException {
            if (lineBegins && octet == '>' && matched == 0) {
                quotes++;
                return;
            }
            if (lineBegins && octet == FROM[matched]) {
                matched++;
                if (matched == FROM.length) {
                    quotes++;
                    flush();
                }
                return;
            }
            flush();
            out.write(octet);
            lineBegins = octet == '\n';
        }

        void flush() throws IOException {
            for (; quotes > 0; quotes--) {
                out.write('>');
            }
            out.write(FROM, 0, matched);
            matched = 0;
            lineBegins = false;
        }
    }
}
