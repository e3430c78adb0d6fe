package dev.buzon.e2e.play;

import dev.buzon.e2e.script.Door;
import java.util.regex.Pattern;

/** What holds for every answer of every script, whatever it is about. */
final class WireRules {
    /** RFC 2449 §4 and RFC 5321 §4.5.3.1.5, without the line end. */
    private static final int STATUS_OCTETS_MAX = 510;

    private static final Pattern POP3_STATUS = Pattern.compile("(?s)(\\+OK|-ERR)( .*)?|\\+ .*");
    private static final Pattern POP3_CODE =
            Pattern.compile("(?s)(\\+OK|-ERR) \\[[A-Z0-9-]+(/[A-Z0-9-]+)*\\]( .*)?");
    private static final Pattern REPLY = Pattern.compile("(?s)[2-5][0-5][0-9]([ -].*)?");

    private static final Pattern GREETING = Pattern.compile("(?i)(EHLO|HELO|LHLO)");
    private static final Pattern ENHANCED =
            Pattern.compile("(?s)([245])[0-9][0-9][ -]\\1\\.[0-9]{1,3}\\.[0-9]{1,3}( .*)?");

    private WireRules() {}

    /** The first line of a POP3 response, or any line of an SMTP reply. */
    static void status(Door door, String lastSent, String line) {
        if (line.length() > STATUS_OCTETS_MAX) {
            throw new Mismatch("a first line of " + line.length() + " octets (P-005, S-006)");
        }
        if (door.speech() == Door.Speech.SMTP) {
            replyLine(line);
            enhanced(lastSent, line);
            return;
        }
        if (!POP3_STATUS.matcher(line).matches()) {
            throw new Mismatch("not a status line (P-002): " + line);
        }
        var bracket = line.startsWith("+OK [") || line.startsWith("-ERR [");
        if (bracket && !POP3_CODE.matcher(line).matches()) {
            throw new Mismatch("a bracket that is no response code (P-016, P-085): " + line);
        }
    }

    /** RFC 2034 §4: every reply but greetings and 3yz has an enhanced code of its class. */
    private static void enhanced(String lastSent, String line) {
        var greeting = lastSent.isEmpty() || GREETING.matcher(lastSent).find();
        if (!greeting && !line.startsWith("3") && !ENHANCED.matcher(line).matches()) {
            throw new Mismatch("no enhanced code, or one of another class (S-033): " + line);
        }
    }

    /** One line of an SMTP reply. */
    static void replyLine(String line) {
        if (!REPLY.matcher(line).matches()) {
            throw new Mismatch("not a line of a reply (RFC 5321 §4.2): " + line);
        }
    }
}
