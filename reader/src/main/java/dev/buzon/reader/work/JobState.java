package dev.buzon.reader.work;

import java.util.OptionalLong;

/**
 * How far something is that goes on in the background.
 *
 * @param id its name
 * @param done how much is done, in whatever it counts
 * @param of how much there is, if that is known
 * @param text what is being done, or what came of it
 * @param stage whether it goes on
 */
public record JobState(String id, long done, OptionalLong of, Sentence text, Stage stage) {
    /** Whether a job goes on. */
    public enum Stage {
        /** It does. */
        RUNNING,
        /** It has come to its end. */
        DONE,
        /** The person has stopped it; what was done until then stays. */
        STOPPED,
        /** It could not go on, as the text says; what was done until then stays. */
        FAILED
    }

    /** Whether it does not go on. */
    public boolean ended() {
        return stage != Stage.RUNNING;
    }
}
