package dev.buzon.client.discovery.reach;

import dev.buzon.client.net.Printable;

/** A question without a usable answer, with the verdict on it. The message may be shown. */
@SuppressWarnings("serial") // never leaves the process
public final class NoAnswerException extends Exception {
    private final Verdict verdict;

    /** A verdict, and what there is to say about it. */
    public NoAnswerException(Verdict verdict, String detail) {
        super(Printable.text(detail, 300));
        this.verdict = verdict;
    }

    /** What became of the question. */
    public Verdict verdict() {
        return verdict;
    }

    /** What there is to say about it; printable. */
    public String detail() {
        return String.valueOf(getMessage());
    }
}
