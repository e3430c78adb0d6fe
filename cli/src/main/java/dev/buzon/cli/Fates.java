package dev.buzon.cli;

import dev.buzon.client.outbox.Outbox;
import dev.buzon.client.outbox.OutboxEntry;
import java.io.IOException;

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
            tell(entry, one);
            code = FetchRun.worse(code, code(one));
        }
        return code;
    }

    private void tell(OutboxEntry entry, OutboxEntry.Recipient one) {
        String text =
                switch (one.stage()) {
                    case TAKEN -> "send.taken";
                    case REFUSED -> "send.refused";
                    case WAITING -> "send.waits";
                    case UNKNOWN -> "send.unknown";
                };
        String words = one.text().isEmpty() ? entry.problem() : one.text();
        String shown = terminal.texts().text(text, one.address(), entry.subject(), words);
        terminal.line(Terminal.Colour.PLAIN, words.isEmpty() ? shown.replace(" ()", "") : shown);
    }

    /** Says how far a message is that this process does not send itself: what is known of it. */
    void show(OutboxEntry entry, Outbox outbox) throws IOException {
        if (entry.underWay().isEmpty()) {
            tell(entry);
            return;
        }
        OutboxEntry.UnderWay begun = entry.underWay().get();
        boolean busy = outbox.isBusy(entry.id());
        String text =
                busy ? "send.busy" : begun.ending() ? "send.interruptedAtEnd" : "send.interrupted";
        for (int i = 0; i < entry.recipients().size(); i++) {
            OutboxEntry.Recipient one = entry.recipients().get(i);
            if (begun.to().contains(i)) {
                terminal.say(text, one.address(), entry.subject());
            } else {
                tell(entry, one);
            }
        }
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
