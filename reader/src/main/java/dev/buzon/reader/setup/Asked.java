package dev.buzon.reader.setup;

import dev.buzon.client.account.MailAccount;
import dev.buzon.client.account.MailAccount.Folder;
import dev.buzon.client.account.MailAccount.Format;
import dev.buzon.client.account.MailAccount.Grant;
import dev.buzon.client.account.MailAccount.Leave;
import dev.buzon.client.account.MailAccount.Security;
import dev.buzon.client.account.MailAccount.Server;
import dev.buzon.reader.settings.Settings.OfAccount;
import dev.buzon.reader.web.Fields;
import dev.buzon.reader.web.Json;
import dev.buzon.reader.web.RefusedException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads from the page's JSON what a person wants of an account, and writes it as such. */
final class Asked {
    private static final int HOST = 253;
    private static final int TEXT = 500;
    private static final int TRUST = 4_096;
    private static final int MINUTES_A_YEAR = 366 * 24 * 60;
    private static final int DAYS = 36_500;

    private Asked() {}

    /** A server under this name; empty when it is null. */
    static Optional<Server> server(Fields body, String name) throws RefusedException {
        if (!body.has(name)) {
            return Optional.empty();
        }
        Fields server = body.object(name);
        String host = server.text("host", HOST).strip().toLowerCase(Locale.ROOT);
        if (!host.matches("[a-z0-9_]([a-z0-9._-]*[a-z0-9_])?|\\[?[0-9a-f:.]+\\]?")) {
            throw new RefusedException(422, "host-name", host);
        }
        String user = line(server, "user");
        String trust = server.text("trust", Server.SYSTEM, TRUST);
        if (!trust.equals(Server.SYSTEM)
                && !trust.matches("pinned:[0-9a-fA-F:]{64,95}|authorities:/[^\\p{Cntrl}]*")) {
            throw RefusedException.senseless("trust");
        }
        return Optional.of(
                new Server(
                        host,
                        (int)
                                server.number("port", 1, 65_535)
                                        .orElseThrow(() -> RefusedException.senseless("port")),
                        security(server),
                        user,
                        trust));
    }

    /** A line of text that an account's file can hold. */
    static String line(Fields body, String name) throws RefusedException {
        String text = body.text(name, "", TEXT).strip();
        if (text.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw RefusedException.senseless(name);
        }
        return text;
    }

    private static Security security(Fields server) throws RefusedException {
        String word = server.text("security", 20);
        for (Security one : Security.values()) {
            if (one.word().equals(word)) {
                return one;
            }
        }
        throw RefusedException.senseless("security");
    }

    /** What is collected and what stays, over what it was. */
    static MailAccount.Wishes wishes(Fields body, MailAccount.Wishes was) throws RefusedException {
        Fields wishes = body.object("wishes");
        OptionalLong days = wishes.number("days", 1, DAYS);
        Leave leave =
                !wishes.has("leave")
                        ? was.leave()
                        : !wishes.yes("leave", true)
                                ? new Leave.Never()
                                : days.isPresent()
                                        ? new Leave.For(Duration.ofDays(days.getAsLong()))
                                        : new Leave.Always();
        return new MailAccount.Wishes(
                leave,
                wishes.yes("untilDeleted", was.untilDeletedHere()),
                wishes.number("largest", 1, Long.MAX_VALUE),
                was.order(),
                wishes.yes("headersOnly", was.headersOnly()),
                was.octetsPerSecond(),
                was.resetBeforeQuit());
    }

    /** How long between two collections, over what it was. */
    static Duration every(Fields body, Duration was) throws RefusedException {
        OptionalLong minutes = body.object("wishes").number("everyMinutes", 1, MINUTES_A_YEAR);
        return minutes.isPresent() ? Duration.ofMinutes(minutes.getAsLong()) : was;
    }

    /** What of the wishes stands in the reader's own settings, over what it was. */
    static OfAccount settings(Fields body, OfAccount was) throws RefusedException {
        Fields wishes = body.object("wishes");
        boolean said = wishes.has("leave");
        return new OfAccount(
                was.color(),
                wishes.yes("atStart", was.atStart()),
                said ? wishes.has("everyMinutes") : was.onSchedule(),
                wishes.yes("automatic", was.automatic()),
                was.identities());
    }

    /** The wishes as the page has them. */
    static Json made(MailAccount account, OfAccount settings) {
        Leave leave = account.wishes().leave();
        OptionalLong days =
                leave instanceof Leave.For(var time)
                        ? OptionalLong.of(Math.max(1, time.toDays()))
                        : OptionalLong.empty();
        OptionalLong minutes =
                settings.onSchedule()
                        ? OptionalLong.of(Math.max(1, account.every().toMinutes()))
                        : OptionalLong.empty();
        return Json.object()
                .put("atStart", settings.atStart())
                .put("everyMinutes", minutes)
                .put("automatic", settings.automatic())
                .put("headersOnly", account.wishes().headersOnly())
                .put("leave", !(leave instanceof Leave.Never))
                .put("days", days)
                .put("untilDeleted", account.wishes().untilDeletedHere())
                .put("largest", account.wishes().largest());
    }

    /** A server as the page has it. */
    static Json made(Server server) {
        return Json.object()
                .put("host", server.host())
                .put("port", server.port())
                .put("security", server.security().word())
                .put("user", server.user())
                .put("trust", server.trust());
    }

    /** An account that is not saved yet. */
    static MailAccount draft(Fields body, String address, Optional<Grant> grant, Path folder)
            throws RefusedException {
        Server incoming =
                server(body, "incoming").orElseThrow(() -> RefusedException.senseless("incoming"));
        MailAccount.Wishes usual = MailAccount.Wishes.USUAL;
        return new MailAccount(
                address,
                line(body, "name"),
                incoming,
                server(body, "outgoing"),
                "ask",
                grant,
                new Folder(folder, Format.MAILDIR),
                wishes(body, usual),
                every(body, Duration.ofMinutes(10)));
    }

    /** All that a new account's list of identities can hold. */
    static List<Fields> identities(Fields body) throws RefusedException {
        List<Fields> all = body.objects("identities");
        if (all.size() > 50) {
            throw RefusedException.senseless("identities");
        }
        return all;
    }
}
