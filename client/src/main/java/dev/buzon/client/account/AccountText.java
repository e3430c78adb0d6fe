package dev.buzon.client.account;

import dev.buzon.client.account.MailAccount.Folder;
import dev.buzon.client.account.MailAccount.Format;
import dev.buzon.client.account.MailAccount.Grant;
import dev.buzon.client.account.MailAccount.Leave;
import dev.buzon.client.account.MailAccount.Order;
import dev.buzon.client.account.MailAccount.Security;
import dev.buzon.client.account.MailAccount.Server;
import dev.buzon.client.account.MailAccount.Wishes;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** Turns an account into the text of its file and back. */
public final class AccountText {
    /** No server wants to be asked more often. */
    private static final Duration SHORTEST = Duration.ofMinutes(1);

    private final KeyValues lines;

    private AccountText(KeyValues lines) {
        this.lines = lines;
    }

    /**
     * Reads an account's file.
     *
     * @param where what to call the text in complaints
     * @throws AccountProblemException with everything that is wrong with it
     */
    public static MailAccount parse(String text, String where) throws AccountProblemException {
        var lines = KeyValues.read(text);
        MailAccount account = new AccountText(lines).account();
        List<String> problems = lines.problems();
        if (!problems.isEmpty()) {
            throw new AccountProblemException(where, problems);
        }
        return account;
    }

    private MailAccount account() {
        String address = required("address");
        return new MailAccount(
                address,
                text("name", ""),
                server("incoming.", 995, address),
                lines.has("outgoing.")
                        ? Optional.of(server("outgoing.", 465, address))
                        : Optional.empty(),
                text("secret", "ask"),
                lines.has("oauth.")
                        ? Optional.of(
                                new Grant(required("oauth.provider"), required("oauth.client")))
                        : Optional.empty(),
                folder(),
                wishes(),
                every());
    }

    private Server server(String start, int usualPort, String address) {
        Optional<String> host = lines.take(start + "host").map(KeyValues.Entry::value);
        if (host.isEmpty()) {
            lines.problem(start + "host is missing");
        }
        return new Server(
                host.orElse("missing.invalid"),
                valued(start + "port", usualPort, AccountText::port, "a port: 1 to 65535"),
                valued(
                        start + "security",
                        Security.TLS,
                        v -> among(Security.values(), Security::word, v),
                        "tls, starttls or none"),
                text(start + "user", address),
                text(start + "trust", Server.SYSTEM));
    }

    private static Optional<Integer> port(String text) {
        return Optional.of(text)
                .filter(t -> t.matches("\\d{1,5}"))
                .map(Integer::valueOf)
                .filter(p -> p >= 1 && p <= 65_535);
    }

    private Folder folder() {
        Path path = valued("folder", Path.of("/"), AccountText::absolute, "an absolute path");
        if (path.getNameCount() == 0) {
            lines.problem(
                    "folder is missing: where its mail goes, such as folder = /home/ana/Mail");
        }
        return new Folder(
                path,
                valued(
                        "folder.format",
                        Format.MAILDIR,
                        v -> among(Format.values(), Format::word, v),
                        "maildir or mbox"));
    }

    private static Optional<Path> absolute(String text) {
        try {
            return Optional.of(Path.of(text)).filter(Path::isAbsolute);
        } catch (InvalidPathException _) {
            return Optional.empty();
        }
    }

    private Wishes wishes() {
        return new Wishes(
                valued(
                        "leave-on-server",
                        Wishes.USUAL.leave(),
                        AccountText::leave,
                        "always, never or a time such as 14d"),
                yes("until-deleted-here", Wishes.USUAL.untilDeletedHere()),
                limit("largest"),
                valued(
                        "order",
                        Wishes.USUAL.order(),
                        v -> among(Order.values(), Order::word, v),
                        "oldest, newest or smallest"),
                yes("headers-only", Wishes.USUAL.headersOnly()),
                limit("octets-per-second"),
                yes("reset-before-quit", Wishes.USUAL.resetBeforeQuit()));
    }

    /** What to leave: {@code always}, {@code never} or a time; empty when it is none of these. */
    public static Optional<Leave> leave(String text) {
        return switch (text) {
            case "always" -> Optional.of(new Leave.Always());
            case "never" -> Optional.of(new Leave.Never());
            default -> Amounts.time(text).map(Leave.For::new);
        };
    }

    /** The inverse of {@link #leave(String)}. */
    public static String text(Leave leave) {
        return switch (leave) {
            case Leave.Always() -> "always";
            case Leave.Never() -> "never";
            case Leave.For(var time) -> Amounts.text(time);
        };
    }

    private OptionalLong limit(String key) {
        return valued(
                key,
                OptionalLong.empty(),
                v -> {
                    if (v.equals("none")) {
                        return Optional.of(OptionalLong.empty());
                    }
                    OptionalLong octets = Amounts.octets(v);
                    return octets.orElse(0) > 0 ? Optional.of(octets) : Optional.empty();
                },
                "a size such as 50MB, or none");
    }

    private Duration every() {
        return valued(
                "every",
                Duration.ofMinutes(10),
                v -> Amounts.time(v).filter(t -> t.compareTo(SHORTEST) >= 0),
                "a time of a minute or more, such as 10m");
    }

    private boolean yes(String key, boolean usual) {
        return valued(
                key,
                usual,
                v ->
                        switch (v) {
                            case "yes" -> Optional.of(true);
                            case "no" -> Optional.of(false);
                            default -> Optional.empty();
                        },
                "yes or no");
    }

    private String text(String key, String usual) {
        return lines.take(key).map(KeyValues.Entry::value).orElse(usual);
    }

    private String required(String key) {
        Optional<KeyValues.Entry> entry = lines.take(key);
        if (entry.isEmpty()) {
            lines.problem(key + " is missing");
        }
        return entry.map(KeyValues.Entry::value).orElse("");
    }

    private <T> T valued(String key, T usual, Function<String, Optional<T>> read, String form) {
        Optional<KeyValues.Entry> entry = lines.take(key);
        if (entry.isEmpty()) {
            return usual;
        }
        Optional<T> value = read.apply(entry.get().value());
        if (value.isEmpty()) {
            lines.problem(entry.get(), key + " must be " + form);
        }
        return value.orElse(usual);
    }

    private static <E extends Enum<E>> Optional<E> among(
            E[] all, Function<E, String> word, String value) {
        for (E one : all) {
            if (word.apply(one).equals(value)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    /**
     * The text of an account's file.
     *
     * @throws IllegalArgumentException when something in it holds a line end and would come back as
     *     something else
     */
    public static String print(MailAccount account) {
        var text = new StringBuilder(1024);
        text.append(
                "# An account of Buzon's collector: buzon fetch reads it, buzon account edits it.\n");
        line(text, "address", account.address());
        line(text, "name", account.name());
        print(text, "incoming.", account.incoming());
        account.outgoing().ifPresent(server -> print(text, "outgoing.", server));
        line(text, "secret", account.secret());
        account.grant()
                .ifPresent(grant -> {
                    line(text, "oauth.provider", grant.provider());
                    line(text, "oauth.client", grant.clientId());
                });
        line(text, "folder", account.folder().path().toString());
        line(text, "folder.format", account.folder().format().word());
        print(text, account.wishes());
        line(text, "every", Amounts.text(account.every()));
        return text.toString();
    }

    private static void print(StringBuilder text, String start, Server server) {
        line(text, start + "host", server.host());
        line(text, start + "port", Integer.toString(server.port()));
        line(text, start + "security", server.security().word());
        line(text, start + "user", server.user());
        line(text, start + "trust", server.trust());
    }

    private static void print(StringBuilder text, Wishes wishes) {
        line(text, "leave-on-server", text(wishes.leave()));
        line(text, "until-deleted-here", yes(wishes.untilDeletedHere()));
        line(text, "largest", limit(wishes.largest()));
        line(text, "order", wishes.order().word());
        line(text, "headers-only", yes(wishes.headersOnly()));
        line(text, "octets-per-second", limit(wishes.octetsPerSecond()));
        line(text, "reset-before-quit", yes(wishes.resetBeforeQuit()));
    }

    private static String yes(boolean yes) {
        return yes ? "yes" : "no";
    }

    private static String limit(OptionalLong octets) {
        return octets.isPresent() ? Long.toString(octets.getAsLong()) : "none";
    }

    private static void line(StringBuilder text, String key, String value) {
        if (!value.equals(value.strip()) || value.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw new IllegalArgumentException(key + " cannot be written: " + value.strip());
        }
        text.append(key).append(" = ").append(value).append('\n');
    }
}
