package dev.buzon.reader.setup;

import dev.buzon.client.own.OwnFailureException;
import dev.buzon.client.sync.Outcome;
import dev.buzon.reader.web.RefusedException;
import java.util.List;
import java.util.Locale;

/** What is wrong with a person's accounts, as the page says it. */
public final class OwnTrouble {
    private OwnTrouble() {}

    /** The refusal that says it: its code is the kind, in lower case with hyphens. */
    public static RefusedException refusal(OwnFailureException failure) {
        List<String> about = failure.about();
        String reason = failure.reason().map(e -> String.valueOf(e.getMessage())).orElse("");
        String first = about.isEmpty() ? reason : about.getFirst();
        String rest = about.size() > 1 ? String.join("; ", about.subList(1, about.size())) : reason;
        String code = failure.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
        int status =
                switch (failure.kind()) {
                    case NO_ACCOUNT_YET, NO_SUCH_ACCOUNT -> 404;
                    case ADDRESS, VALUE, TRUST_FORM, TRUST_UNUSABLE, SECRET_PLACE, NO_OUTGOING ->
                            422;
                    case ACCOUNTS_UNREADABLE,
                            ACCOUNT_UNREADABLE,
                            ACCOUNT_WRONG,
                            ACCOUNT_UNWRITABLE,
                            MAIL_FOLDER,
                            SECRET,
                            SECRET_NOWHERE,
                            OUTBOX ->
                            500;
                    case PROVIDER, GRANT -> 502;
                };
        return new RefusedException(status, "own." + code, first, rest);
    }

    /** The words of a run that did not end well. */
    static String words(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Complete(), Outcome.Cancelled() -> "";
            case Outcome.Again again -> again.text();
            case Outcome.NeedsPerson needs -> needs.text();
        };
    }
}
