package dev.buzon.protocol.sasl;

import java.util.Optional;

/**
 * The first message of SCRAM (RFC 5802 §7): {@code gs2-header client-first-message-bare}.
 *
 * @param header the GS2 header as it came, with its two commas; it comes again, in {@code c=}
 * @param flag what the client says about channel binding
 * @param identity on whose behalf, if that is not the user itself
 * @param user the name, unescaped
 * @param nonce the client's part of the nonce
 * @param bare the message without the header, as it came
 */
record ClientFirst(
        String header,
        BindingFlag flag,
        Optional<String> identity,
        String user,
        String nonce,
        String bare) {

    /** What a client says about channel binding (RFC 5802 §6). */
    sealed interface BindingFlag {
        /** {@code n}: the client does not support it. */
        record Unsupported() implements BindingFlag {}

        /** {@code y}: the client supports it and believes that the server does not. */
        record NotSeen() implements BindingFlag {}

        /** {@code p=type}: the client uses it. */
        record Used(String type) implements BindingFlag {}
    }

    /** Reads the message, if it is well-formed. */
    static Optional<ClientFirst> parse(String text) {
        int first = text.indexOf(',');
        int second = text.indexOf(',', first + 1);
        if (first < 0 || second < 0) {
            return Optional.empty();
        }
        Optional<BindingFlag> flag = flag(text.substring(0, first));
        Optional<String> identity = identity(text.substring(first + 1, second));
        String bare = text.substring(second + 1);
        Optional<ScramAttributes> attributes = ScramAttributes.of(bare);
        if (flag.isEmpty() || identity.isEmpty() || attributes.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> user = attributes.get().next('n').flatMap(ScramAttributes::unescape);
        Optional<String> nonce = attributes.get().nextNonce();
        if (user.isEmpty() || nonce.isEmpty()) {
            return Optional.empty();
        }
        String header = text.substring(0, second + 1);
        Optional<String> given = identity.filter(name -> !name.isEmpty());
        return Optional.of(
                new ClientFirst(header, flag.get(), given, user.get(), nonce.get(), bare));
    }

    private static Optional<BindingFlag> flag(String text) {
        if (text.equals("n")) {
            return Optional.of(new BindingFlag.Unsupported());
        }
        if (text.equals("y")) {
            return Optional.of(new BindingFlag.NotSeen());
        }
        // cb-name = 1*(ALPHA / DIGIT / "." / "-")
        return text.matches("p=[A-Za-z0-9.-]{1,64}")
                ? Optional.of(new BindingFlag.Used(text.substring(2)))
                : Optional.empty();
    }

    /** The identity, empty if none is given. */
    private static Optional<String> identity(String text) {
        if (text.isEmpty()) {
            return Optional.of("");
        }
        if (!text.startsWith("a=") || text.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        return ScramAttributes.unescape(text.substring(2));
    }
}
