package dev.buzon.client.secret;

/**
 * What a secret is called in the places that hold many.
 *
 * @param account the account's name, its mail address
 * @param kind what the secret is
 */
public record SecretName(String account, Kind kind) {
    /** The longest name of an account, in characters. */
    private static final int MAX_ACCOUNT = 512;

    /** What a secret can be. */
    public enum Kind {
        /** The password for POP3, and for submission unless that has another. */
        PASSWORD("password"),
        /** The password for submission, where it is another. */
        OUTGOING_PASSWORD("outgoing password"),
        /** What gets new access tokens (RFC 6749 §1.5). */
        REFRESH_TOKEN("refresh token"),
        /** What some providers give with a client identifier, though programs cannot hide it. */
        CLIENT_SECRET("client secret");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** As it is called in sentences. */
        public String words() {
            return words;
        }
    }

    /** Refuses a name that would not fit into one line. */
    public SecretName {
        if (account.isEmpty()
                || account.length() > MAX_ACCOUNT
                || account.chars().anyMatch(c -> c < ' ' || c == 0x7F)) {
            throw new IllegalArgumentException("no name of an account");
        }
    }

    /** The password of an account. */
    public static SecretName password(String account) {
        return new SecretName(account, Kind.PASSWORD);
    }

    /** The refresh token of an account. */
    public static SecretName refreshToken(String account) {
        return new SecretName(account, Kind.REFRESH_TOKEN);
    }

    /** The key under which places with many secrets keep it; no two names have the same. */
    String key() {
        return kind.words() + " of " + account;
    }

    @Override
    public String toString() {
        return "the " + kind.words() + " of " + account;
    }
}
