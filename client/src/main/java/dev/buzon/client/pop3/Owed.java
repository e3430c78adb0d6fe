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
    private record Sent(Listed message, boolean withContent) {}

    private final Deque<Sent> answers = new ArrayDeque<>();
    private Optional<MessageStream> content = Optional.empty();

    /** A command went for this message, and a positive answer brings content or not. */
    void add(Listed message, boolean withContent) {
        answers.add(new Sent(message, withContent));
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
            Sent sent = answers.remove();
            if (wire.status().ok() && sent.withContent()) {
                wire.content(sent.message()).skipRest();
                wire.suspect(sent.message());
            }
        }
    }
}
