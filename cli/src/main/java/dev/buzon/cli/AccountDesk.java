package dev.buzon.cli;

import dev.buzon.server.admin.AdminAnswer;
import dev.buzon.server.admin.AdminClient;
import dev.buzon.server.admin.AdminRequest;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Where {@code buzon user} is served: by the server that runs on the data folder, or, when none
 * does, by the store itself, opened for the moment.
 */
final class AccountDesk {
    /** Opens the store of a stopped server. */
    @FunctionalInterface
    interface StoppedOffice {
        /**
         * Does what is asked for and lets go of the store.
         *
         * @return nothing when another process holds the folder
         * @throws CommandFailure when the folder holds no store, or a broken one
         */
        Optional<AdminAnswer> carryOut(Path data, Optional<Path> config, AdminRequest request)
                throws CommandFailure;
    }

    /** A password's derivation on a small machine under load takes seconds. */
    private static final Duration ANSWER = Duration.ofSeconds(30);

    /** A server that starts or stops holds the folder without answering for a moment. */
    private static final Duration BETWEEN = Duration.ofSeconds(3);

    private static final long AGAIN_MILLIS = 200;

    private final Texts texts;
    private final StoppedOffice stopped;

    AccountDesk(Texts texts, StoppedOffice stopped) {
        this.texts = texts;
        this.stopped = stopped;
    }

    /** Asks whoever can answer. */
    AdminAnswer ask(Place place, AdminRequest request) throws CommandFailure {
        if (!Files.isDirectory(place.data())) {
            throw new CommandFailure(texts.text("user.noFolder", place.data()));
        }
        long until = System.nanoTime() + BETWEEN.toNanos();
        Optional<AdminAnswer> answer = once(place, request);
        while (answer.isEmpty() && System.nanoTime() < until) {
            pause();
            answer = once(place, request);
        }
        return answer.orElseThrow(() -> new CommandFailure(texts.text("user.held", place.data())));
    }

    private Optional<AdminAnswer> once(Place place, AdminRequest request) throws CommandFailure {
        try {
            Optional<AdminAnswer> running = AdminClient.ask(place.data(), request, ANSWER);
            return running.isPresent()
                    ? running
                    : stopped.carryOut(place.data(), place.config(), request);
        } catch (AccessDeniedException e) {
            throw new CommandFailure(texts.text("user.denied", place.data()));
        } catch (IOException e) {
            String reason = Failures.reason(e);
            throw new CommandFailure(
                    reason.contains("Permission denied")
                            ? texts.text("user.denied", place.data())
                            : texts.text("user.channel", place.data(), reason));
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(AGAIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
