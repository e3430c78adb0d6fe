package dev.buzon.cli;

import dev.buzon.client.own.OwnFailureException;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** What is wrong with a person's accounts, in the person's language. */
final class OwnFailures {
    private OwnFailures() {}

    /** The sentence for it. */
    static String sentence(OwnFailureException failure, Texts texts) {
        List<String> about = failure.about();
        String first = about.isEmpty() ? "" : about.getFirst();
        List<String> others = about.isEmpty() ? about : about.subList(1, about.size());
        String reason = failure.reason().map(Failures::reason).orElse("");
        return switch (failure.kind()) {
            case ADDRESS -> texts.text("user.address", first);
            case NO_ACCOUNT_YET -> texts.text("account.noneYet", first);
            case NO_SUCH_ACCOUNT -> texts.text("account.unknown", first, String.join(", ", others));
            case ACCOUNTS_UNREADABLE -> texts.text("account.folder", first, reason);
            case ACCOUNT_UNREADABLE -> texts.text("account.unreadable", first, reason);
            case ACCOUNT_WRONG ->
                    texts.text(
                            "account.wrong",
                            first,
                            others.stream()
                                    .map(problem -> "\n  " + problem)
                                    .collect(Collectors.joining()));
            case ACCOUNT_UNWRITABLE -> texts.text("account.unwritable", first, reason);
            case VALUE -> texts.text("account.edit.wrong", reason);
            case TRUST_UNUSABLE -> texts.text("account.trust", first, reason);
            case TRUST_FORM -> texts.text("account.trust.form", first);
            case MAIL_FOLDER -> texts.text("account.mail", first, reason);
            case SECRET_PLACE -> texts.text("secret.place", reason);
            case SECRET, GRANT -> reason;
            case SECRET_NOWHERE -> texts.text("secret.nowhere", reason);
            case PROVIDER -> texts.text("oauth.wrong", reason);
            case NO_OUTGOING -> texts.text("send.noServer", first);
            case OUTBOX -> texts.text("send.outbox", place(failure, reason));
        };
    }

    private static String place(OwnFailureException failure, String reason) {
        return failure.reason().orElse(failure) instanceof IOException e
                ? Failures.place(e)
                : reason;
    }
}
