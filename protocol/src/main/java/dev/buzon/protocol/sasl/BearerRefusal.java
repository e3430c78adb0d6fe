package dev.buzon.protocol.sasl;

import java.util.Map;
import java.util.Optional;

/**
 * Why a server refuses an access token (RFC 7628 §3.2.2), as far as it said so readably. All texts
 * are printable ASCII, with {@code ?} for what was not, and can be shown to people.
 *
 * @param status what is wrong, such as {@code invalid_token}; some servers give an HTTP status such
 *     as {@code 400}
 * @param scope the scopes that would be enough, separated by blanks
 * @param configuration where the issuer's description is; the word of a stranger, not to be
 *     followed without asking
 */
public record BearerRefusal(
        Optional<String> status, Optional<String> scope, Optional<String> configuration) {
    /** The longest explanation that is read, in octets; what is longer is no explanation. */
    static final int MAX_OCTETS = 8192;

    /** The longest text that is kept of it, in characters. */
    static final int MAX_TEXT = 512;

    /** Reads the challenge that explains; one that cannot be read explains nothing. */
    static BearerRefusal read(SaslMessage challenge) {
        Map<String, String> members =
                challenge.length() > MAX_OCTETS
                        ? Map.of()
                        : Utf8.text(challenge.view(), 0, challenge.length())
                                .flatMap(FlatJson::read)
                                .orElse(Map.of());
        return new BearerRefusal(
                text(members, "status"),
                text(members, "scope"),
                text(members, "openid-configuration"));
    }

    private static Optional<String> text(Map<String, String> members, String name) {
        return Optional.ofNullable(members.get(name))
                .filter(text -> !text.isEmpty())
                .map(text -> text.substring(0, Math.min(text.length(), MAX_TEXT)))
                .map(text -> text.replaceAll("[^ -~]", "?"));
    }
}
