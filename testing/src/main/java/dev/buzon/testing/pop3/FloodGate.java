package dev.buzon.testing.pop3;

import dev.buzon.testing.wire.End;
import dev.buzon.testing.wire.EndedException;
import dev.buzon.testing.wire.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;

/** Says something that has no end, until the client has enough or the bound is reached. */
final class FloodGate {
    /** Put together before it is said. */
    private static final int WAVE_OCTETS = 32 * 1024;

    private final Wire wire;

    FloodGate(Wire wire) {
        this.wire = wire;
    }

    void open(Quirk.Endless flood, String statusLine) throws IOException {
        String begin =
                switch (flood.flood()) {
                    case STATUS -> statusLine + " ";
                    case LINE, LINES -> statusLine + "\r\n" + head(flood.turn());
                    case HEADER -> statusLine + "\r\n";
                };
        wire.say(statusLine + " [without end]", begin.getBytes(StandardCharsets.ISO_8859_1));
        IntFunction<String> piece = pieces(flood);
        long left = flood.octets();
        for (int n = 1; left > 0; ) {
            var wave = new StringBuilder(WAVE_OCTETS + 100);
            while (wave.length() < WAVE_OCTETS) {
                wave.append(piece.apply(n));
                n++;
            }
            byte[] octets = wave.toString().getBytes(StandardCharsets.ISO_8859_1);
            wire.sayOnly(octets);
            left -= octets.length;
        }
        wire.end(End.FIN);
        throw new EndedException(End.FIN);
    }

    private static String head(Turn turn) {
        return turn == Turn.RETR || turn == Turn.TOP ? "Subject: without end\r\n\r\n" : "";
    }

    private static IntFunction<String> pieces(Quirk.Endless flood) {
        return switch (flood.flood()) {
            case STATUS, LINE -> _ -> "0123456789";
            case HEADER -> n -> "X-Flood-" + n + ": and another field of the header\r\n";
            case LINES -> lines(flood.turn());
        };
    }

    private static IntFunction<String> lines(Turn turn) {
        return switch (turn) {
            case CAPA -> n -> "X-CAPABILITY-" + n + "\r\n";
            case LIST -> n -> n + " 100\r\n";
            case UIDL -> n -> n + " flood-" + n + "\r\n";
            case GREETING,
                    STLS,
                    HANDSHAKE,
                    USER,
                    LOGIN,
                    UTF8,
                    LANG,
                    STAT,
                    RETR,
                    TOP,
                    DELE,
                    NOOP,
                    RSET,
                    QUIT,
                    OTHER ->
                    _ -> "And another line of a text that has no end.\r\n";
        };
    }
}
