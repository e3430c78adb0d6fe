package dev.buzon.client.secret;

import java.io.IOException;

/**
 * A secret could not be had or kept. The message is a sentence for people; it never holds a secret,
 * nor anything a command or a keyring said.
 */
public abstract sealed class SecretException extends IOException {
    private static final long serialVersionUID = 1L;

    private SecretException(String sentence) {
        super(sentence);
    }

    private SecretException(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    /** The place is in order and has no such secret: the person must be asked. */
    public static final class Missing extends SecretException {
        private static final long serialVersionUID = 1L;

        Missing(String sentence) {
            super(sentence);
        }
    }

    /** The place cannot be used here and now: no desktop, no such program, no right to read. */
    public static final class Unavailable extends SecretException {
        private static final long serialVersionUID = 1L;

        Unavailable(String sentence) {
            super(sentence);
        }

        Unavailable(String sentence, Throwable cause) {
            super(sentence, cause);
        }
    }

    /** The encrypted file is whole, and this passphrase or key is not the one it was made with. */
    public static final class WrongKey extends SecretException {
        private static final long serialVersionUID = 1L;

        WrongKey(String sentence) {
            super(sentence);
        }
    }

    /** The encrypted file is not what was written: cut, altered, or no such file at all. */
    public static final class Damaged extends SecretException {
        private static final long serialVersionUID = 1L;

        Damaged(String sentence) {
            super(sentence);
        }
    }

    /** The command ended badly, printed nothing, or did not end. */
    public static final class CommandFailed extends SecretException {
        private static final long serialVersionUID = 1L;

        CommandFailed(String sentence) {
            super(sentence);
        }
    }
}
