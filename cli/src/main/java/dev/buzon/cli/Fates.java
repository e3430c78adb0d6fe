package dev.buzon.cli;

import dev.buzon.client.outbox.OutboxEntry;

/** Says how far messages of the outbox are. */
final class Fates {
    private final Terminal terminal;

    Fates(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Says how far a message is, recipient by recipient; the exit code for it. */
    int tell(OutboxEntry entry) {
        int code = 0;
        for (OutboxEntry.Recipient one : entry.recipients()) {
            String text =
                    switch (one.stage()) {
                        case TAKEN -> "send.taken";
                        case REFUSED -> "send.refused";
                        case WAITING -> "send.waits";
                        case UNKNOWN -> "send.unknown";
                    };
            String words = one.text().isEmpty() ? entry.problem() : one.text();
            terminal.say(text, one.address(), entry.subject(), words);
            code = FetchRun.worse(code, code(one));
        }
        return code;
    }

    /** A message of which nobody knows, and which is not tried again by itself, needs a person. */
    private static int code(OutboxEntry.Recipient one) {
        return switch (one.stage()) {
            case TAKEN -> 0;
            case REFUSED -> 1;
            case WAITING, UNKNOWN -> one.waits() ? FetchCommand.LATER : 1;
        };
    }
}
