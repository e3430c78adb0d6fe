package dev.buzon.server.auth;

import dev.buzon.protocol.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import rocks.xmpp.precis.PrecisProfile;
import rocks.xmpp.precis.PrecisProfiles;

/**
 * Brings names and passwords into the one form in which they are stored and compared (RFC 8265):
 * two ways to type the same are the same. What cannot be prepared cannot log in.
 */
public final class Preparation {
    /** The longest name and the longest password, each, in octets of UTF-8 as typed. */
    public static final int MAX_OCTETS = 1024;

    /** How often the rules are applied again before a text that never comes to rest is refused. */
    private static final int AGAIN = 3;

    private Preparation() {}

    /**
     * A user name by the profile UsernameCaseMapped (RFC 8265 §3.3), the local part and the domain
     * each by itself, so that the direction of one script does not forbid the other's.
     */
    public static Optional<String> user(String typed) {
        return settled(Preparation::userOnce, typed);
    }

    private static Optional<String> userOnce(String typed) {
        if (typed.isEmpty() || typed.getBytes(StandardCharsets.UTF_8).length > MAX_OCTETS) {
            return Optional.empty();
        }
        if (typed.chars().allMatch(c -> c > 0x20 && c < 0x7F)) {
            return Optional.of(typed.toLowerCase(Locale.ROOT));
        }
        int at = typed.lastIndexOf('@');
        if (at < 0) {
            return enforce(PrecisProfiles.USERNAME_CASE_MAPPED, typed);
        }
        Optional<String> local =
                enforce(PrecisProfiles.USERNAME_CASE_MAPPED, typed.substring(0, at));
        Optional<String> domain =
                enforce(PrecisProfiles.USERNAME_CASE_MAPPED, typed.substring(at + 1));
        return local.isEmpty() || domain.isEmpty()
                ? Optional.empty()
                : Optional.of(local.get() + "@" + domain.get());
    }

    /** A password by the profile OpaqueString (RFC 8265 §4.2); its case matters. */
    public static Optional<Secret> password(Secret typed) {
        if (typed.length() == 0 || typed.length() > MAX_OCTETS) {
            return Optional.empty();
        }
        byte[] octets = typed.octets();
        try {
            return isPrintableAscii(octets) ? Optional.of(typed) : prepared(octets);
        } finally {
            Arrays.fill(octets, (byte) 0);
        }
    }

    private static Optional<Secret> prepared(byte[] octets) {
        try {
            String text =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT)
                            .decode(ByteBuffer.wrap(octets))
                            .toString();
            return settled(once -> enforce(PrecisProfiles.OPAQUE_STRING, once), text)
                    .map(result -> Secret.of(result.getBytes(StandardCharsets.UTF_8)));
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }

    private static boolean isPrintableAscii(byte[] octets) {
        for (byte octet : octets) {
            if (octet < 0x20 || octet == 0x7F) {
                return false;
            }
        }
        return true;
    }

    /**
     * The rules, applied until nothing changes any more (RFC 8264 §7): for some texts once is not
     * enough, and for some the result is itself no name.
     */
    private static Optional<String> settled(Function<String, Optional<String>> rules, String text) {
        Optional<String> result = rules.apply(text);
        for (int i = 0; i < AGAIN && result.isPresent(); i++) {
            Optional<String> again = result.flatMap(rules);
            if (again.equals(result)) {
                return result;
            }
            result = again;
        }
        return Optional.empty();
    }

    /** The message of the exception holds parts of the text, so it goes nowhere. */
    private static Optional<String> enforce(PrecisProfile profile, String text) {
        try {
            String result = profile.enforce(text);
            return result.isEmpty() ? Optional.empty() : Optional.of(result);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
