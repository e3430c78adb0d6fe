package dev.buzon.cli;

import dev.buzon.protocol.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Where a new password comes from. Never from an argument: those can be read by everybody on the
 * machine and stay in the shell's history.
 */
final class PasswordSource {
    /** The longest password in octets; as much as a login may carry. */
    static final int MAX_OCTETS = 1024;

    /** Without letters and digits that look alike: 31 of them, almost 5 bits each. */
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final int GROUPS = 4;
    private static final int GROUP = 5;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "Take the password from the first line of FILE; - is the standard input.")
    private @Nullable Path file;

    @Option(names = "--generate", description = "Make up a password and print it, once.")
    private boolean generate;

    /**
     * A new password.
     *
     * @param generated what to print once, if it was made up here
     */
    record NewPassword(Secret secret, Optional<String> generated) {}

    /** Gets the password from where the options say. */
    NewPassword password(Terminal terminal) throws CommandFailure {
        if (generate) {
            String made = generated(new SecureRandom());
            return new NewPassword(
                    Secret.of(made.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                    Optional.of(made));
        }
        byte[] octets = file != null ? fromFile(file, terminal) : fromPerson(terminal);
        if (octets.length == 0) {
            throw new CommandFailure(terminal.texts().text("password.empty"));
        }
        if (octets.length > MAX_OCTETS) {
            throw new CommandFailure(terminal.texts().text("password.long", MAX_OCTETS));
        }
        return new NewPassword(Secret.of(octets), Optional.empty());
    }

    /** About 99 bits, in groups that can be read aloud. */
    static String generated(SecureRandom random) {
        var made = new StringBuilder();
        for (int i = 0; i < GROUPS * GROUP; i++) {
            if (i > 0 && i % GROUP == 0) {
                made.append('-');
            }
            made.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return made.toString();
    }

    private static byte[] fromPerson(Terminal terminal) throws CommandFailure {
        Texts texts = terminal.texts();
        Optional<byte[]> first = terminal.password(texts.text("password.prompt"));
        if (first.isEmpty()) {
            throw new CommandFailure(texts.text("password.noTerminal"));
        }
        Optional<byte[]> again = terminal.password(texts.text("password.again"));
        if (again.isEmpty() || !Arrays.equals(first.get(), again.get())) {
            throw new CommandFailure(texts.text("password.differ"));
        }
        if (new String(first.get(), java.nio.charset.StandardCharsets.UTF_8).contains("\ufffd")) {
            throw new CommandFailure(texts.text("password.charset"));
        }
        return first.get();
    }

    /** The octets of a file's first line, or of the standard input's. */
    static byte[] fromFile(Path file, Terminal terminal) throws CommandFailure {
        try {
            if (file.toString().equals("-")) {
                return firstLine(terminal.in());
            }
            try (InputStream in = Files.newInputStream(file)) {
                return firstLine(in);
            }
        } catch (IOException e) {
            throw new CommandFailure(
                    terminal.texts().text("password.file", file, Failures.reason(e)));
        }
    }

    private static byte[] firstLine(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet >= 0 && octet != '\n'; octet = in.read()) {
            if (line.size() > MAX_OCTETS + 1) {
                break; // too long already, the caller says so
            }
            line.write(octet);
        }
        byte[] octets = line.toByteArray();
        boolean crlf = octets.length > 0 && octets[octets.length - 1] == '\r';
        return crlf ? Arrays.copyOf(octets, octets.length - 1) : octets;
    }
}
