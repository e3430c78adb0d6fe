package dev.buzon.client.own;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Something of a person's own accounts cannot be used. It says what kind of thing is wrong and what
 * it is about; the sentence is made by the program that has a person in front of it. The message is
 * for logs only.
 */
public final class OwnFailureException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What is wrong, and what {@link #about()} holds then. */
    public enum Kind {
        /** This is no mail address: the text. */
        ADDRESS,
        /** There is no such account, nor any other: the address. */
        NO_ACCOUNT_YET,
        /** There is no such account: the address, and those there are. */
        NO_SUCH_ACCOUNT,
        /** The folder of accounts cannot be read: the folder; with a cause. */
        ACCOUNTS_UNREADABLE,
        /** An account's file cannot be read: the file; with a cause. */
        ACCOUNT_UNREADABLE,
        /** An account's file makes no sense: the file, and a sentence for each problem. */
        ACCOUNT_WRONG,
        /** An account's file cannot be written: the file; with a cause. */
        ACCOUNT_UNWRITABLE,
        /** A value cannot stand in an account's file: nothing; with a cause. */
        VALUE,
        /** These certificates cannot be used: the words of the account's file; with a cause. */
        TRUST_UNUSABLE,
        /** This says nothing about certificates: the words of the account's file. */
        TRUST_FORM,
        /** The folder of mail cannot be used: the folder; with a cause. */
        MAIL_FOLDER,
        /** This is no place for a secret: nothing; with a cause. */
        SECRET_PLACE,
        /** A secret could not be had or kept: nothing; with a cause. */
        SECRET,
        /** There is nowhere to keep a secret: nothing; with a cause. */
        SECRET_NOWHERE,
        /** A provider cannot be used like this: nothing; with a cause. */
        PROVIDER,
        /** A provider gives no access: nothing; with a cause. */
        GRANT,
        /** The account has no submission server: the address. */
        NO_OUTGOING,
        /** The outbox cannot be used: nothing; with a cause. */
        OUTBOX
    }

    private final Kind kind;
    private final ArrayList<String> about;

    OwnFailureException(Kind kind, String... about) {
        super(kind + " " + String.join(" ", about));
        this.kind = kind;
        this.about = new ArrayList<>(List.of(about));
    }

    OwnFailureException(Kind kind, Exception cause, String... about) {
        super(kind + " " + String.join(" ", about), cause);
        this.kind = kind;
        this.about = new ArrayList<>(List.of(about));
    }

    /** What is wrong. */
    public Kind kind() {
        return kind;
    }

    /** What it is about, as the kind says. */
    public List<String> about() {
        return List.copyOf(about);
    }

    /** Why, when something else failed first. */
    public Optional<Exception> reason() {
        return getCause() instanceof Exception e ? Optional.of(e) : Optional.empty();
    }
}
