package dev.buzon.e2e.script;

/** One of the programs that play the corpus. */
public enum ReaderName {
    /** The protocol core, each piece of input in one go. */
    CORE("core"),
    /** The protocol core, input cut everywhere and with the next commands behind it. */
    CORE_SPLIT("core-split"),
    /** A running server over sockets, in clear where the script lets it. */
    LIVE("live"),
    /** A running server over sockets, with TLS from the first octet. */
    LIVE_TLS("live-tls"),
    /** A real Dovecot, as a second opinion. */
    DOVECOT("dovecot");

    private final String word;

    ReaderName(String word) {
        this.word = word;
    }

    /** The word for it in a script's header and on the coverage page. */
    public String word() {
        return word;
    }
}
