package dev.buzon.reader.index;

/** Is told how far a refresh is. */
@FunctionalInterface
public interface Progress {
    /** Tells nobody. */
    Progress SILENT = (done, of) -> {};

    /**
     * So many messages of so many were read.
     *
     * @param done messages read
     * @param of messages to be read in all, as known now
     */
    void at(long done, long of);
}
