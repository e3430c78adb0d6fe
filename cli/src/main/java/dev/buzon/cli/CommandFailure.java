package dev.buzon.cli;

/** A command could not do its work; the message is the sentence for the person who typed it. */
final class CommandFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final String sentence;

    /** A failure said in these words, in the person's language. */
    CommandFailure(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }

    /** What the person reads. */
    String sentence() {
        return sentence;
    }
}
