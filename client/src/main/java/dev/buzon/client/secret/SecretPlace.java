package dev.buzon.client.secret;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Where a secret is, as an account's file says it in one line: {@code keyring}, {@code vault},
 * {@code command: pass show mail/ana}, {@code shell: pass show mail/ana | head -1}, {@code
 * env:MAIL_PASSWORD}, {@code credential:mail-ana} or {@code ask}.
 */
public sealed interface SecretPlace {
    /** The longest line that says a place, in characters. */
    int MAX_TEXT = 4096;

    /** The keyring of the desktop. */
    record Keyring() implements SecretPlace {}

    /** The encrypted file beside the accounts. */
    record Vaulted() implements SecretPlace {}

    /**
     * The first line a program prints. No shell takes part.
     *
     * @param words the program and its arguments
     */
    record Command(List<String> words) implements SecretPlace {
        public Command {
            words = List.copyOf(words);
            if (words.isEmpty() || words.getFirst().isEmpty()) {
                throw new IllegalArgumentException("a command needs a program");
            }
        }
    }

    /** The first line that {@code /bin/sh -c} prints when it gets this line. */
    record Shell(String line) implements SecretPlace {
        public Shell {
            if (line.isEmpty() || !line.equals(line.strip())) {
                throw new IllegalArgumentException("a line for the shell must not be empty");
            }
        }
    }

    /** An environment variable. */
    record Environment(String variable) implements SecretPlace {
        private static final Pattern FORM = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,255}");

        public Environment {
            if (!FORM.matcher(variable).matches()) {
                throw new IllegalArgumentException("env: needs the name of a variable");
            }
        }
    }

    /** A file that systemd put into {@code $CREDENTIALS_DIRECTORY} (LoadCredential=). */
    record Credential(String file) implements SecretPlace {
        private static final Pattern FORM =
                Pattern.compile("[A-Za-z0-9_@+-][A-Za-z0-9_.@+-]{0,254}");

        public Credential {
            if (!FORM.matcher(file).matches()) {
                throw new IllegalArgumentException("credential: needs the name of a credential");
            }
        }
    }

    /** Nowhere: the person is asked each time. */
    record Ask() implements SecretPlace {}

    /** Whether a secret can be laid down there, as a refresh token that changes has to be. */
    default boolean keeps() {
        return switch (this) {
            case Keyring _, Vaulted _ -> true;
            case Command _, Shell _, Environment _, Credential _, Ask _ -> false;
        };
    }

    /**
     * Reads a place from its line.
     *
     * @throws IllegalArgumentException with a sentence that says what the line lacks
     */
    static SecretPlace parse(String text) {
        String line = text.strip();
        if (line.length() > MAX_TEXT || line.chars().anyMatch(c -> c < ' ' || c == 0x7F)) {
            throw new IllegalArgumentException("a place for a secret is one line of text");
        }
        int colon = line.indexOf(':');
        return colon < 0
                ? bare(line)
                : furnished(line.substring(0, colon), line.substring(colon + 1).strip());
    }

    private static SecretPlace bare(String word) {
        return switch (word) {
            case "keyring" -> new Keyring();
            case "vault" -> new Vaulted();
            case "ask" -> new Ask();
            default -> throw unknown();
        };
    }

    private static SecretPlace furnished(String kind, String rest) {
        return switch (kind) {
            case "command" -> new Command(CommandWords.split(rest));
            case "shell" -> new Shell(rest);
            case "env" -> new Environment(rest);
            case "credential" -> new Credential(rest);
            default -> throw unknown();
        };
    }

    /** Without what was found: somebody may have written the password itself there. */
    private static IllegalArgumentException unknown() {
        return new IllegalArgumentException(
                "a secret is in: keyring, vault, command:..., shell:..., env:NAME, credential:NAME,"
                        + " or ask; the secret itself has no place in the configuration");
    }

    /** The line that {@link #parse(String)} reads. */
    default String text() {
        return switch (this) {
            case Keyring() -> "keyring";
            case Vaulted() -> "vault";
            case Command(var words) -> "command:" + CommandWords.join(words);
            case Shell(var line) -> "shell:" + line;
            case Environment(var variable) -> "env:" + variable;
            case Credential(var file) -> "credential:" + file;
            case Ask() -> "ask";
        };
    }
}
