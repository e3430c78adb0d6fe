package dev.buzon.e2e.script;

/** Something that goes wrong under the post office from the moment a script says so. */
public enum Fault {
    /** The next opening of a maildrop fails and may be tried again. */
    OPEN_TEMP("open-temp"),
    /** The next opening of a maildrop finds it corrupt. */
    OPEN_PERM("open-perm"),
    /** The next look-up of an account fails and may be tried again. */
    ACCOUNTS_TEMP("accounts-temp"),
    /** The next removal of messages fails. */
    REMOVE_TEMP("remove-temp"),
    /** The next message that is read is not to be had. */
    BODY_GONE("body-gone"),
    /** The next message that is read breaks off in the middle. */
    BODY_CUT("body-cut"),
    /** The next delivery fails and may be tried again. */
    DELIVER_TEMP("deliver-temp");

    private final String word;

    Fault(String word) {
        this.word = word;
    }

    /** The word for it in a script. */
    public String word() {
        return word;
    }
}
