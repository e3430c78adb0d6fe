package dev.buzon.client.secret;

import dev.buzon.protocol.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A program that prints a secret. It gets no input; what it says on its error output goes where
 * ours goes, because it may be a question for the person. The first line of its output counts.
 */
final class SecretCommand {
    /** Long enough for a person to find the passphrase that the program asks for. */
    static final Duration LIMIT = Duration.ofMinutes(2);

    /** Octets that are read of the output; a program that prints more prints no secret. */
    private static final int MAX_OUTPUT = 1024 * 1024;

    /** How long to wait for the output of a program that has ended, in milliseconds. */
    private static final long REST_MILLIS = 1000;

    private final List<String> words;
    private final Duration limit;

    SecretCommand(List<String> words, Duration limit) {
        this.words = words;
        this.limit = limit;
    }

    Secret run() throws SecretException, InterruptedException {
        Process process = start();
        Output output = new Output();
        Thread reader = Thread.ofVirtual().start(() -> output.read(process.getInputStream()));
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new SecretException.CommandFailed(
                        program() + " did not end within " + limit.toSeconds() + " seconds");
            }
            if (process.exitValue() != 0) {
                throw new SecretException.CommandFailed(
                        program() + " ended with exit code " + process.exitValue());
            }
            // Not for ever: an agent that the program started may hold the pipe open.
            reader.join(Duration.ofMillis(REST_MILLIS));
            return output.secret()
                    .orElseThrow(() ->
                            new SecretException.CommandFailed(
                                    program() + " printed no secret in its first line"));
        } finally {
            if (process.isAlive()) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
            output.wipe();
        }
    }

    private Process start() throws SecretException {
        try {
            var process =
                    new ProcessBuilder(words)
                            .redirectError(Redirect.INHERIT)
                            .redirectOutput(Redirect.PIPE)
                            .start();
            process.getOutputStream().close();
            return process;
        } catch (IOException e) {
            throw new SecretException.Unavailable(program() + " cannot be started", e);
        }
    }

    /** The program without its arguments, which may be secret too. */
    private String program() {
        return "the command " + words.getFirst();
    }

    /** The beginning of what the program prints; the rest is read and dropped. */
    private static final class Output {
        private final byte[] kept = new byte[SecretOctets.MAX + 2];
        private int length;
        private boolean wiped;

        private void read(InputStream in) {
            byte[] some = new byte[4096];
            int all = 0;
            try (in) {
                int count = in.read(some);
                while (count >= 0 && all < MAX_OUTPUT) {
                    keep(some, count);
                    all += count;
                    count = in.read(some);
                }
            } catch (IOException _) {
                // The program is gone; what came before counts.
            } finally {
                Arrays.fill(some, (byte) 0);
            }
        }

        private synchronized void keep(byte[] some, int count) {
            if (!wiped) {
                int fits = Math.min(count, kept.length - length);
                System.arraycopy(some, 0, kept, length, fits);
                length += fits;
            }
        }

        private synchronized Optional<Secret> secret() {
            return SecretOctets.firstLine(kept, length);
        }

        private synchronized void wipe() {
            wiped = true;
            Arrays.fill(kept, (byte) 0);
            length = 0;
        }
    }
}
