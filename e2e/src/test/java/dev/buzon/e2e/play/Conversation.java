package dev.buzon.e2e.play;

import dev.buzon.e2e.script.Door;
import dev.buzon.e2e.script.LinePattern;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** One connection with what was said on it, cut into lines as its protocol cuts them. */
final class Conversation {
    /** The longest line a script can wait for, in octets. */
    private static final int LINE_OCTETS_MAX = 1 << 22;

    /** How much of a long line the transcript shows. */
    private static final int SHOWN_CHARS = 200;

    private static final Pattern ANSWER = Pattern.compile("(?s)^(\\+OK|-ERR|[2-5][0-9][0-9][ -])");

    private final Wire wire;
    private final Door door;
    private final StringBuilder unread = new StringBuilder();
    private final List<String> said = new ArrayList<>();
    private boolean encrypted;
    private String lastSent = "";

    Conversation(Wire wire, Door door) {
        this.wire = wire;
        this.door = door;
        this.encrypted = door.tlsFirst();
    }

    Wire wire() {
        return wire;
    }

    void send(List<String> pieces, String whole) throws IOException {
        note("C: ", whole);
        lastSent = whole;
        for (var piece : pieces) {
            wire.send(piece);
        }
    }

    /** One line that fits; what it captures. */
    Map<String, String> line(LinePattern pattern, Map<String, String> captured) throws IOException {
        var line = next();
        if (looksLikeStatus(pattern)) {
            WireRules.status(door, lastSent, line);
        }
        return pattern.match(line, captured)
                .orElseThrow(() -> new Mismatch("expected " + pattern.shown() + ", got " + line));
    }

    private boolean looksLikeStatus(LinePattern pattern) {
        var shown = pattern.shown();
        return door.speech() == Door.Speech.SMTP || shown.startsWith("+") || shown.startsWith("-");
    }

    /** Exactly these octets. */
    void octets(String expected) throws IOException {
        while (unread.length() < expected.length()) {
            more(expected);
        }
        var got = unread.substring(0, expected.length());
        unread.delete(0, expected.length());
        note("S: ", got);
        if (!got.equals(expected)) {
            throw new Mismatch("expected octets " + visible(expected) + ", got " + visible(got));
        }
    }

    /** A list that has a line for each of these and none for those. */
    void list(List<LinePattern> has, List<LinePattern> lacks, Map<String, String> captured)
            throws IOException {
        var lines = door.speech() == Door.Speech.POP3 ? dotLines() : replyLines();
        for (var pattern : has) {
            if (lines.stream().noneMatch(l -> pattern.match(l, captured).isPresent())) {
                throw new Mismatch("no line " + pattern.shown() + " in " + lines);
            }
        }
        for (var pattern : lacks) {
            if (lines.stream().anyMatch(l -> pattern.match(l, captured).isPresent())) {
                throw new Mismatch("a line " + pattern.shown() + " in " + lines);
            }
        }
    }

    /** Lines up to the lone dot that make up this message. */
    void mail(String served) throws IOException {
        var text = new StringBuilder();
        for (var line : dotLines()) {
            text.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
        }
        if (!text.toString().equals(served)) {
            throw new Mismatch("expected " + visible(served) + ", got " + visible(text.toString()));
        }
    }

    /** Lines of which the last one is this. */
    void until(String last) throws IOException {
        for (var line = next(); !line.equals(last); line = next()) {
            if (line.equals(".")) {
                throw new Mismatch("no line " + last);
            }
        }
    }

    private List<String> dotLines() throws IOException {
        var lines = new ArrayList<String>();
        for (var line = next(); !line.equals("."); line = next()) {
            lines.add(line);
        }
        return lines;
    }

    private List<String> replyLines() throws IOException {
        var lines = new ArrayList<String>();
        while (true) {
            var line = next();
            WireRules.replyLine(line);
            lines.add(line);
            if (line.length() == 3 || line.charAt(3) != '-') {
                return lines;
            }
        }
    }

    /** The server ends the connection without another octet. */
    void end() throws IOException {
        if (unread.isEmpty()) {
            var more = wire.receive();
            if (more.isEmpty()) {
                note("S: ", "(close)");
                return;
            }
            unread.append(more.get());
        }
        throw new Mismatch("expected the end, got " + visible(unread.toString()));
    }

    /** The connection ends, and the lone dot was not sent. */
    void cutShort() throws IOException {
        for (var more = wire.receive(); more.isPresent(); more = wire.receive()) {
            unread.append(more.get());
        }
        if (("\r\n" + unread).contains("\r\n.\r\n")) {
            throw new Mismatch("a message with its end: " + visible(unread.toString()));
        }
        note("S: ", unread + " (cut)");
    }

    /** The server ends the connection, and whatever it sends before is no answer in clear. */
    void gone() throws IOException {
        for (var more = wire.receive(); more.isPresent(); more = wire.receive()) {
            unread.append(more.get());
        }
        if (ANSWER.matcher(unread).find()) {
            throw new Mismatch("an answer: " + visible(unread.toString()));
        }
        note("S: ", "(gone)");
    }

    void startTls() throws IOException {
        if (!unread.isEmpty()) {
            throw new Mismatch("in clear before the handshake: " + visible(unread.toString()));
        }
        wire.startTls();
        encrypted = true;
        note("   ", "(TLS)");
    }

    private String next() throws IOException {
        var from = 0;
        while (true) {
            var end = unread.indexOf("\n", Math.max(0, from - 1));
            if (end >= 0) {
                if (end == 0 || unread.charAt(end - 1) != '\r') {
                    throw new Mismatch("a lone LF in " + visible(unread.toString()));
                }
                var line = unread.substring(0, end - 1);
                unread.delete(0, end + 1);
                note("S: ", line);
                return line;
            }
            from = unread.length();
            if (from > LINE_OCTETS_MAX) {
                throw new Mismatch("a line of more than " + LINE_OCTETS_MAX + " octets");
            }
            more("a line");
        }
    }

    private void more(String awaited) throws IOException {
        var more = wire.receive();
        if (more.isEmpty()) {
            throw new Mismatch(
                    "the server has ended the connection; awaited "
                            + visible(awaited)
                            + ", unread "
                            + visible(unread.toString()));
        }
        unread.append(more.get());
    }

    private void note(String who, String octets) {
        said.add(who + visible(octets));
    }

    /** Everything said so far. */
    String transcript() {
        var text = new StringBuilder(encrypted ? " (TLS)" : "");
        said.forEach(line -> text.append('\n').append(line));
        return text.append("\nunread: ").append(visible(unread.toString())).toString();
    }

    private static String visible(String octets) {
        var text = new StringBuilder();
        octets.chars()
                .limit(SHOWN_CHARS)
                .forEach(c -> {
                    if (c >= ' ' && c < 0x7f) {
                        text.append((char) c);
                    } else {
                        text.append(String.format("\\x%02x", c));
                    }
                });
        return octets.length() > SHOWN_CHARS
                ? text + "… (" + octets.length() + ")"
                : text.toString();
    }
}
