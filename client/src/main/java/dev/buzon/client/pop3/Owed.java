package dev.buzon.client.pop3;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The answers that are on their way and that nobody waits for any more, because a consumer failed:
 * they are read and dropped before the next command, so that the session stays in step and messages
 * that were stored before can still be deleted.
 */
final class Owed {
    private final Deque<Boolean> answers = new ArrayDeque<>(); // whether content follows
    private Optional<MessageStream> content = Optional.empty();

    /** A command went. */
    void add(boolean withContent) {
        answers.add(withContent);
    }

    /** The status of the oldest was read. */
    void answered() {
        answers.remove();
    }

    /** The content behind that status begins. */
    void content(MessageStream stream) {
        content = Optional.of(stream);
    }

    /** It was read to its end. */
    void contentEnded() {
        content = Optional.empty();
    }

    /** Reads and drops what is owed. */
    void settle(Wire wire) throws Pop3Exception {
        if (content.isPresent()) {
            content.get().skipRest();
            content = Optional.empty();
        }
        while (!answers.isEmpty()) {
            boolean withContent = answers.remove();
            if (wire.status().ok() && withContent) {
                wire.content(new Listed(0, Window.MOST_OCTETS, Optional.empty())).skipRest();
            }
        }
    }
}
