package dev.buzon.client.account;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** An account's file that cannot be used; says everything that is wrong with it, line by line. */
public final class AccountProblemException extends IOException {
    private static final long serialVersionUID = 1L;

    private final ArrayList<String> problems;

    AccountProblemException(String where, List<String> problems) {
        super(where + ": " + String.join("; ", problems));
        this.problems = new ArrayList<>(problems);
    }

    /** Sentences, each with the number of its line where there is one. */
    public List<String> problems() {
        return List.copyOf(problems);
    }
}
