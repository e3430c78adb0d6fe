package dev.buzon.testing.smtp;

import dev.buzon.testing.wire.End;
import dev.buzon.testing.wire.EndedException;
import dev.buzon.testing.wire.Wire;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;

/** Says the replies of one connection, or what the script wants said instead. */
final class Replies {
    private final Script script;
    private final int connection;
    private final Wire wire;

    Replies(Script script, int connection, Wire wire) {
        this.script = script;
        this.connection = connection;
        this.wire = wire;
    }

    boolean say(Step step, String proper) throws IOException {
        return say(step, proper, () -> {});
    }

    /**
     * Says a reply.
     *
     * @param effect what happens if the command is granted, before it is said
     * @return whether it is granted
     */
    boolean say(Step step, String proper, Runnable effect) throws IOException {
        Optional<String> refusal = script.refusal(step, connection);
        if (refusal.isPresent()) {
            pause(step);
            wire.say(refusal.get());
            return false;
        }
        drop(step, effect);
        effect.run();
        pause(step);
        wire.say(proper);
        return true;
    }

    private void drop(Step step, Runnable effect) throws IOException {
        var drops =
                script.all(SmtpQuirk.Drops.class, connection)
                        .filter(one -> one.step() == step)
                        .findFirst();
        if (drops.isPresent()) {
            if (drops.get().taken()) {
                effect.run();
            }
            wire.end(drops.get().how());
            throw new EndedException(drops.get().how());
        }
    }

    /** Waits as long as the script wants. */
    void pause(Step step) throws IOException {
        Optional<Duration> late =
                script.all(SmtpQuirk.Late.class, connection)
                        .filter(one -> one.step() == step)
                        .map(SmtpQuirk.Late::delay)
                        .findFirst();
        boolean stalls =
                script.all(SmtpQuirk.Stalls.class, connection).anyMatch(one -> one.step() == step);
        if (stalls || late.isPresent()) {
            wire.flush();
            pause(late.orElse(Wire.PATIENCE));
        }
    }

    private void pause(Duration time) throws IOException {
        try {
            if (!script.gate().pass(time)) {
                throw new EndedException(End.FIN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }
}
