package dev.buzon.cli;

import dev.buzon.server.admin.AdminAnswer;
import dev.buzon.server.admin.AdminAnswer.Done;
import dev.buzon.server.admin.AdminAnswer.Refused;
import dev.buzon.server.admin.AdminAnswer.Summary;
import dev.buzon.store.Address;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** What {@code buzon user} prints about accounts. */
final class UserReport {
    private final Terminal terminal;

    UserReport(Terminal terminal) {
        this.terminal = terminal;
    }

    /** The accounts of an answer that is done; one that is refused becomes a sentence. */
    List<Summary> done(AdminAnswer answer) throws CommandFailure {
        return switch (answer) {
            case Done(var accounts) -> accounts;
            case Refused refused -> throw new CommandFailure(sentence(refused));
        };
    }

    private String sentence(Refused refused) {
        Texts texts = terminal.texts();
        List<String> about = refused.about();
        return switch (refused.reason()) {
            case TAKEN -> texts.text("refused.taken", first(about));
            case UNKNOWN -> texts.text("refused.unknown", first(about));
            case ONLY_ALIAS -> texts.text("refused.onlyAlias", first(about), last(about));
            case NO_SUCH_ALIAS -> texts.text("refused.noSuchAlias", first(about), last(about));
            case NOT_HOSTED -> notHosted(about);
            case UNUSABLE_PASSWORD -> texts.text("refused.password");
            case OUT_OF_LIMITS -> texts.text("refused.limits");
            case STORE_BUSY -> texts.text("refused.busy");
            case STORE_BROKEN -> texts.text("refused.broken");
            case NOT_UNDERSTOOD -> texts.text("refused.version", first(about));
        };
    }

    private String notHosted(List<String> about) {
        List<String> hosted = about.subList(Math.min(1, about.size()), about.size());
        return hosted.isEmpty()
                ? terminal.texts().text("refused.noDomains", first(about))
                : terminal.texts()
                        .text("refused.notHosted", first(about), String.join(", ", hosted));
    }

    private static String first(List<String> about) {
        return about.isEmpty() ? "?" : about.getFirst();
    }

    private static String last(List<String> about) {
        return about.isEmpty() ? "?" : about.getLast();
    }

    /** One line per account, in columns. */
    void table(List<Summary> accounts) {
        if (accounts.isEmpty()) {
            terminal.say("user.none");
            return;
        }
        int width =
                accounts.stream().mapToInt(a -> a.address().toString().length()).max().orElse(0);
        for (Summary account : accounts) {
            String quota =
                    account.quotaOctets() == 0
                            ? terminal.texts().text("user.noLimit")
                            : DataSize.text(account.quotaOctets());
            String line =
                    terminal.texts()
                            .text(
                                    "user.line",
                                    pad(account.address().toString(), width),
                                    String.format(Locale.ROOT, "%6d", account.messages()),
                                    String.format("%8s", DataSize.text(account.octets())),
                                    quota);
            String aliases =
                    account.aliases().stream()
                            .map(Address::toString)
                            .collect(Collectors.joining(", "));
            String also = aliases.isEmpty() ? "" : terminal.texts().text("user.aliases", aliases);
            terminal.line(Terminal.Colour.PLAIN, line + also + rules(account));
        }
    }

    private String rules(Summary account) {
        var words = new StringBuilder();
        account.rules()
                .daysAfterArrival()
                .ifPresent(days -> words.append(terminal.texts().text("user.afterArrival", days)));
        account.rules()
                .daysAfterFetch()
                .ifPresent(days -> words.append(terminal.texts().text("user.afterFetch", days)));
        if (account.tlsOnly()) {
            words.append(terminal.texts().text("user.tlsOnly"));
        }
        return words.toString();
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    /** An array with an object per account; numbers are octets, quota 0 = no limit. */
    void json(List<Summary> accounts) {
        terminal.line(
                Terminal.Colour.PLAIN,
                accounts.isEmpty()
                        ? "[]"
                        : accounts.stream()
                                .map(UserReport::object)
                                .collect(Collectors.joining(",\n  ", "[\n  ", "\n]")));
    }

    private static String object(Summary account) {
        return ("{\"address\": %s, \"aliases\": [%s], \"quota\": %d, \"messages\": %d, \"octets\": %d,"
                        + " \"daysAfterArrival\": %s, \"daysAfterFetch\": %s, \"tlsOnly\": %b}")
                .formatted(
                        quoted(account.address()),
                        account.aliases().stream()
                                .map(UserReport::quoted)
                                .collect(Collectors.joining(", ")),
                        account.quotaOctets(),
                        account.messages(),
                        account.octets(),
                        number(account.rules().daysAfterArrival()),
                        number(account.rules().daysAfterFetch()),
                        account.tlsOnly());
    }

    private static String number(OptionalInt value) {
        return value.isPresent() ? Integer.toString(value.getAsInt()) : "null";
    }

    /** A string of RFC 8259 §7. */
    private static String quoted(Address address) {
        var quoted = new StringBuilder("\"");
        address.toString()
                .chars()
                .forEach(c -> {
                    if (c == '"' || c == '\\') {
                        quoted.append('\\').append((char) c);
                    } else if (c < ' '
                            || (c >= 0x7f && c < 0xa0)
                            || (c >= 0x200b && c <= 0x206f)
                            || c == 0xfeff) {
                        quoted.append(String.format(Locale.ROOT, "\\u%04x", c));
                    } else {
                        quoted.append((char) c);
                    }
                });
        return quoted.append('"').toString();
    }
}
