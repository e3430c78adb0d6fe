package dev.buzon.client.oauth;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * No token could be had. The message is a sentence for people; it never holds a token, and what the
 * issuer said is made printable.
 */
public abstract sealed class OAuthException extends IOException {
    private static final long serialVersionUID = 1L;

    private OAuthException(String sentence) {
        super(sentence);
    }

    private OAuthException(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    /** The grant is no longer good, or never was: the person must grant access anew. */
    public static final class GrantEnded extends OAuthException {
        private static final long serialVersionUID = 1L;

        GrantEnded(String sentence) {
            super(sentence);
        }
    }

    /** The person said no. */
    public static final class Denied extends OAuthException {
        private static final long serialVersionUID = 1L;

        Denied(String sentence) {
            super(sentence);
        }
    }

    /** The person took too long. */
    public static final class TooLate extends OAuthException {
        private static final long serialVersionUID = 1L;

        TooLate(String sentence) {
            super(sentence);
        }
    }

    /**
     * The issuer does not serve this client, these scopes or this way of asking: nothing helps but
     * another configuration.
     */
    public static final class Misconfigured extends OAuthException {
        private static final long serialVersionUID = 1L;

        Misconfigured(String sentence) {
            super(sentence);
        }
    }

    /** The issuer cannot be reached or does not work: the same may succeed later. */
    public static final class Unreachable extends OAuthException {
        private static final long serialVersionUID = 1L;

        private final transient Optional<Duration> retryAfter;

        Unreachable(String sentence, Optional<Duration> retryAfter) {
            super(sentence);
            this.retryAfter = retryAfter;
        }

        Unreachable(String sentence, Throwable cause) {
            super(sentence, cause);
            this.retryAfter = Optional.empty();
        }

        /** How long the issuer wants to be left alone, if it said so. */
        public Optional<Duration> retryAfter() {
            return retryAfter;
        }
    }

    /**
     * An answer that is none: no JSON, too long, or somebody else's. Perhaps a network that wants
     * people to sign in stands between; the same may succeed later.
     */
    public static final class BadAnswer extends OAuthException {
        private static final long serialVersionUID = 1L;

        BadAnswer(String sentence) {
            super(sentence);
        }
    }
}
