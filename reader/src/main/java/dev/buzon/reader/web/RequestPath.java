package dev.buzon.reader.web;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes paths and queries apart (RFC 3986 §3.3, §3.4); what is odd about them is refused. */
final class RequestPath {
    /** Segments of a path; ours have eight at most. */
    private static final int SEGMENTS = 16;

    /** Parameters of a query; ours have seven at most. */
    private static final int PARAMETERS = 32;

    private RequestPath() {}

    /** The decoded segments of a path; none for {@code /}. */
    static List<String> segments(String raw) throws RefusedException {
        if (!raw.startsWith("/")) {
            throw RefusedException.missing();
        }
        if (raw.equals("/")) {
            return List.of();
        }
        List<String> segments = new ArrayList<>();
        for (String one : raw.substring(1).split("/", SEGMENTS + 1)) {
            String segment = decoded(one, false);
            if (segment.isEmpty()
                    || segment.equals(".")
                    || segment.equals("..")
                    || segment.chars().anyMatch(c -> c == '/' || c == '\\' || c < ' ')) {
                throw RefusedException.missing();
            }
            segments.add(segment);
        }
        if (segments.size() > SEGMENTS) {
            throw RefusedException.missing();
        }
        return segments;
    }

    /** The first value of each parameter. */
    static Map<String, String> parameters(String raw) throws RefusedException {
        Map<String, String> all = new LinkedHashMap<>();
        if (raw.isEmpty()) {
            return all;
        }
        for (String one : raw.split("&", PARAMETERS + 1)) {
            String[] pieces = one.split("=", 2);
            all.putIfAbsent(
                    decoded(pieces[0], true), pieces.length < 2 ? "" : decoded(pieces[1], true));
        }
        if (all.size() > PARAMETERS) {
            throw RefusedException.senseless("query");
        }
        return all;
    }

    private static String decoded(String text, boolean plusIsSpace) throws RefusedException {
        var octets = ByteBuffer.allocate(text.length() * 4);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                octets.put((byte) hex(text, i + 1));
                i += 2;
            } else if (c == '+' && plusIsSpace) {
                octets.put((byte) ' ');
            } else if (c <= ' ' || c > '~') {
                throw RefusedException.senseless("address");
            } else {
                octets.put((byte) c);
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(octets.flip()).toString();
        } catch (CharacterCodingException _) {
            throw RefusedException.senseless("address");
        }
    }

    private static int hex(String text, int at) throws RefusedException {
        int value =
                at + 1 < text.length()
                        ? Character.digit(text.charAt(at), 16) * 16
                                + Character.digit(text.charAt(at + 1), 16)
                        : -1;
        boolean bad =
                value < 0
                        || Character.digit(text.charAt(at), 16) < 0
                        || Character.digit(text.charAt(at + 1), 16) < 0;
        if (bad) {
            throw RefusedException.senseless("address");
        }
        return value;
    }
}
