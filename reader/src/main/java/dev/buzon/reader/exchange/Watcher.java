package dev.buzon.reader.exchange;

/** Is told how far an import or export is. */
@FunctionalInterface
public interface Watcher {
    /** Tells nobody. */
    Watcher SILENT = (messages, done, of) -> {};

    /**
     * So much of it is done.
     *
     * @param messages how many messages
     * @param done how many octets
     * @param of how many octets in all; 0 when that is not known
     */
    void at(long messages, long done, long of);
}
