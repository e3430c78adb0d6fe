package dev.buzon.protocol.sasl;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The list {@code a=value,b=value} that all messages of SCRAM are made of (RFC 5802 §5, §7). The
 * mandatory attributes stand first and in order; what follows is optional and ignored, but for
 * {@code m}, which must fail (RFC 5802 §5.1).
 */
final class ScramAttributes {
    /** The longest message of either side, in octets. */
    static final int MAX_MESSAGE_OCTETS = 8192;

    /** The longest nonce that is taken from the peer. */
    private static final int MAX_NONCE_CHARACTERS = 1024;

    private record Attribute(char name, String value) {}

    private final List<Attribute> attributes;
    private int next;

    private ScramAttributes(List<Attribute> attributes) {
        this.attributes = attributes;
    }

    /** Splits a list, if it is well-formed and has no {@code m}. */
    static Optional<ScramAttributes> of(String text) {
        List<Attribute> attributes = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            // attr-val = ALPHA "=" value; value = 1*value-char, which excludes NUL (RFC 5802 §7)
            if (part.length() < 3 || !isLetter(part.charAt(0)) || part.charAt(1) != '=') {
                return Optional.empty();
            }
            if (part.charAt(0) == 'm' || part.indexOf('\0') >= 0) {
                return Optional.empty();
            }
            attributes.add(new Attribute(part.charAt(0), part.substring(2)));
        }
        return Optional.of(new ScramAttributes(attributes));
    }

    /** The value of the next attribute, if that has this name. */
    Optional<String> next(char name) {
        if (next == attributes.size() || attributes.get(next).name() != name) {
            return Optional.empty();
        }
        next++;
        return Optional.of(attributes.get(next - 1).value());
    }

    /** The next attribute as a nonce: printable ASCII without comma (RFC 5802 §7). */
    Optional<String> nextNonce() {
        return next('r').filter(ScramAttributes::isNonce);
    }

    /** The next attribute as octets in strict Base64. */
    Optional<byte[]> nextOctets(char name) {
        return next(name).flatMap(ScramAttributes::octets);
    }

    /** The next attribute as a number without sign or leading zero (RFC 5802 §7: posit-number). */
    Optional<Integer> nextNumber(char name) {
        return next(name).filter(s -> s.matches("[1-9][0-9]{0,8}")).map(Integer::valueOf);
    }

    /** The value of the last attribute, if that has this name and has not been read. */
    Optional<byte[]> lastOctets(char name) {
        if (next == attributes.size() || attributes.getLast().name() != name) {
            return Optional.empty();
        }
        return octets(attributes.getLast().value());
    }

    /** Whether a text may be a nonce. */
    static boolean isNonce(String text) {
        return !text.isEmpty()
                && text.length() <= MAX_NONCE_CHARACTERS
                && text.chars().allMatch(c -> c > 0x20 && c < 0x7F && c != ',');
    }

    /** The name in which {@code =2C} stands for a comma and {@code =3D} for {@code =}. */
    static Optional<String> unescape(String saslName) {
        String rest = saslName.replace("=2C", "").replace("=3D", "");
        return rest.indexOf('=') >= 0 || saslName.isEmpty()
                ? Optional.empty()
                : Optional.of(saslName.replace("=2C", ",").replace("=3D", "="));
    }

    /** A name in the form that attributes have (RFC 5802 §5.1). */
    static String escape(String name) {
        return name.replace("=", "=3D").replace(",", "=2C");
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static Optional<byte[]> octets(String base64) {
        try {
            byte[] octets = Base64.getDecoder().decode(base64);
            boolean canonical = Base64.getEncoder().encodeToString(octets).equals(base64);
            return canonical ? Optional.of(octets) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
