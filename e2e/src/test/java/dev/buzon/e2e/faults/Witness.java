package dev.buzon.e2e.faults;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Knows every message of a run, and says of what is in the sink and on the server whether any is
 * missing, there twice, or left. Messages are compared octet by octet but for CRLF and LF, which a
 * Maildir exchanges.
 */
final class Witness {
    private static final int SHOWN = 60;

    private final String run;
    private final Toll toll;
    private final boolean oneOfEqualsIsEnough;
    private final Map<String, Integer> given = new HashMap<>();

    /**
     * @param oneOfEqualsIsEnough whether the server gives no means to tell apart messages that are
     *     the same to the octet, so that one copy of them will do
     */
    Witness(String run, Toll toll, boolean oneOfEqualsIsEnough) {
        this.run = run;
        this.toll = toll;
        this.oneOfEqualsIsEnough = oneOfEqualsIsEnough;
    }

    /** A message was given to the server. */
    void given(byte[] message) {
        given.merge(normal(message), 1, Integer::sum);
    }

    /** How a message is compared. */
    static String normal(byte[] message) {
        return new String(message, StandardCharsets.ISO_8859_1).replace("\r\n", "\n");
    }

    /** Looks between two sessions: what is nowhere is lost, what is here twice is doubled. */
    void look(String when, Collection<byte[]> stored, Collection<byte[]> onServer) {
        Map<String, Integer> here = counted(stored);
        Map<String, Integer> there = counted(onServer);
        given.forEach((message, count) -> {
            int copies = here.getOrDefault(message, 0);
            int rest = there.getOrDefault(message, 0);
            boolean enough = oneOfEqualsIsEnough && copies > 0;
            if (copies + rest < count && !enough) {
                add(Toll.Kind.LOST, when, message, count, copies, rest);
            }
            if (copies > count) {
                add(Toll.Kind.DOUBLED, when, message, count, copies, rest);
            }
        });
        here.forEach((message, count) -> {
            if (!given.containsKey(message)) {
                add(Toll.Kind.LOST, when + ", never given, so mangled", message, 0, count, 0);
            }
        });
    }

    /** Looks at the end, when nothing is left to be done. */
    void end(Collection<byte[]> stored, Collection<byte[]> onServer, boolean deletes) {
        look("at the end", stored, onServer);
        Map<String, Integer> here = counted(stored);
        Map<String, Integer> there = counted(onServer);
        given.forEach((message, count) -> {
            int copies = here.getOrDefault(message, 0);
            int rest = there.getOrDefault(message, 0);
            if (copies < count && rest > 0 && !(oneOfEqualsIsEnough && copies > 0)) {
                add(Toll.Kind.LOST, "never collected", message, count, copies, rest);
            } else if (rest > 0 && deletes) {
                add(Toll.Kind.LEFT, "at the end", message, count, copies, rest);
            } else if (rest < count && !deletes) {
                add(Toll.Kind.LOST, "deleted though it was to stay", message, count, copies, rest);
            }
        });
    }

    private void add(Toll.Kind kind, String when, String message, int count, int copies, int rest) {
        toll.add(
                kind,
                () ->
                        "%s, %s: %d given, %d here, %d on the server: %d octets, %s"
                                .formatted(
                                        run,
                                        when,
                                        count,
                                        copies,
                                        rest,
                                        message.length(),
                                        message.substring(0, Math.min(SHOWN, message.length()))
                                                .replace("\n", "|")));
    }

    private static Map<String, Integer> counted(Collection<byte[]> messages) {
        List<String> texts = new ArrayList<>();
        messages.forEach(message -> texts.add(normal(message)));
        Map<String, Integer> counts = new HashMap<>();
        texts.forEach(text -> counts.merge(text, 1, Integer::sum));
        return counts;
    }
}
