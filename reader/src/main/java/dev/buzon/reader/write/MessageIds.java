package dev.buzon.reader.write;

import java.net.IDN;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Message-IDs of drafts, and those of the conversation they belong to (RFC 5322 §3.6.4). */
final class MessageIds {
    /** Message-IDs in References; in longer conversations those in the middle are left out. */
    static final int REFERENCES_MAX = 50;

    /** Of these so many are the oldest, which programs need to find the conversation. */
    private static final int OLDEST = 10;

    /** A longer Message-ID is none that can be written on a line with others. */
    static final int LENGTH_MAX = 500;

    private static final int TOKEN_OCTETS = 16;
    private static final Pattern TOKEN = Pattern.compile("[0-9a-f]{32}");
    private static final Pattern ID = Pattern.compile("[\\x21-\\x7e&&[^<>()\\\\,;\"]]+");
    private static final Pattern DOMAIN = Pattern.compile("[A-Za-z0-9.-]{1,253}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private MessageIds() {}

    /** A name that no draft ever had. */
    static String newToken() {
        byte[] octets = new byte[TOKEN_OCTETS];
        RANDOM.nextBytes(octets);
        return java.util.HexFormat.of().formatHex(octets);
    }

    static boolean isToken(String text) {
        return TOKEN.matcher(text).matches();
    }

    /** The Message-ID of the draft with this token, in the domain of this address. */
    static String of(String token, String address) {
        String domain = address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
        return token + "@" + (DOMAIN.matcher(domain).matches() ? domain : ascii(domain));
    }

    private static String ascii(String domain) {
        try {
            String ascii = IDN.toASCII(domain);
            return DOMAIN.matcher(ascii).matches() ? ascii : "localhost";
        } catch (IllegalArgumentException _) {
            return "localhost";
        }
    }

    /** Whether it can be written between angle brackets without saying anything else. */
    static boolean fit(String id) {
        return id.length() <= LENGTH_MAX && ID.matcher(id).matches();
    }

    /**
     * The References of an answer: those of the message, or else its In-Reply-To if that is one
     * message, and the message itself (RFC 5322 §3.6.4).
     */
    static List<String> conversation(
            List<String> references, List<String> inReplyTo, Optional<String> messageId) {
        List<String> all = new ArrayList<>();
        List<String> before =
                references.isEmpty() && inReplyTo.size() == 1 ? inReplyTo : references;
        before.stream().filter(MessageIds::fit).filter(id -> !all.contains(id)).forEach(all::add);
        messageId
                .filter(MessageIds::fit)
                .ifPresent(id -> {
                    all.remove(id);
                    all.add(id);
                });
        return bounded(all);
    }

    /** No more than {@link #REFERENCES_MAX}: the oldest few and the newest. */
    static List<String> bounded(List<String> all) {
        if (all.size() <= REFERENCES_MAX) {
            return List.copyOf(all);
        }
        List<String> some = new ArrayList<>(all.subList(0, OLDEST));
        some.addAll(all.subList(all.size() - (REFERENCES_MAX - OLDEST), all.size()));
        return List.copyOf(some);
    }
}
