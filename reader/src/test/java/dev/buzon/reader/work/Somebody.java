package dev.buzon.reader.work;

import dev.buzon.client.account.MailAccount;
import dev.buzon.client.disk.Disk;
import dev.buzon.client.outbox.FlushReport;
import dev.buzon.client.outbox.Outbox;
import dev.buzon.client.outbox.OutboxEntry;
import dev.buzon.client.own.Home;
import dev.buzon.client.own.Logins;
import dev.buzon.client.own.Maildrops;
import dev.buzon.client.own.OwnFailureException;
import dev.buzon.client.own.Postbox;
import dev.buzon.client.own.Servers;
import dev.buzon.client.smtp.Submission;
import dev.buzon.client.sync.Pop3Sync;
import dev.buzon.protocol.Secret;
import dev.buzon.reader.folder.Held;
import dev.buzon.reader.folder.MailFolder;
import dev.buzon.reader.folder.MailTree;
import dev.buzon.reader.folder.Role;
import dev.buzon.reader.mime.Mail;
import dev.buzon.reader.mime.Person;
import dev.buzon.reader.write.Beginning;
import dev.buzon.reader.write.Desk;
import dev.buzon.reader.write.Drafts;
import dev.buzon.reader.write.Original;
import dev.buzon.reader.write.Own;
import dev.buzon.reader.write.Phrases;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * One person with one account, on a time that is moved: everything of their reader but the page.
 */
final class Somebody implements Collecting.Afterwards, AutoCloseable {
    static final String PASSWORD = "secret";

    private final MailAccount account;
    private final Path root;
    private final Disk disk;
    private final MovedAlarms alarms;
    private final Maildrops maildrops;
    private final Logins logins = Logins.with(Secret.of(PASSWORD.getBytes(StandardCharsets.UTF_8)));
    private final Outbox outbox;
    final Bulletin bulletin = new Bulletin(Duration.ofMillis(1));
    final Drafts drafts;
    final Collecting collecting;
    final Sending sending;
    final OnServer onServer;
    final AtomicInteger ended = new AtomicInteger();

    Somebody(Path folder, String address, int pop3, int smtp, MovedAlarms alarms, Disk disk) {
        Home home = new Home(folder, folder.resolve("state"), folder.resolve("mail"));
        this.disk = disk;
        this.alarms = alarms;
        this.root = home.mailOf(address);
        this.account = account(address, pop3, smtp, root);
        this.maildrops = new Maildrops(home, logins);
        this.outbox = Outbox.at(Postbox.folder(home), disk, alarms);
        Desk desk = desk();
        this.drafts = new Drafts(desk, alarms.clock(), folder.resolve("spool"));
        this.collecting =
                new Collecting(
                        new Collecting.Means(
                                this::open,
                                this,
                                alarms,
                                bulletin,
                                () -> 0.5,
                                e -> Sentence.of("test.failed", e)));
        collecting.accounts(List.of(Schedule.of(account)));
        this.sending =
                new Sending(
                        new Sending.Means(
                                drafts,
                                desk,
                                outbox,
                                this::flush,
                                home.state().resolve("reader/sending"),
                                disk,
                                alarms,
                                alarms.clock(),
                                bulletin,
                                _ -> {},
                                e -> Sentence.of("test.failed", e)));
        this.onServer = new OnServer(home, this::open, alarms);
    }

    private static MailAccount account(String address, int pop3, int smtp, Path root) {
        return new MailAccount(
                address,
                "",
                new MailAccount.Server(
                        "127.0.0.1", pop3, MailAccount.Security.NONE, address, "system"),
                Optional.of(
                        new MailAccount.Server(
                                "127.0.0.1", smtp, MailAccount.Security.NONE, address, "system")),
                "",
                Optional.empty(),
                new MailAccount.Folder(root, MailAccount.Format.MAILDIR),
                new MailAccount.Wishes(
                        new MailAccount.Leave.For(Duration.ofDays(14)),
                        true,
                        OptionalLong.empty(),
                        MailAccount.Order.OLDEST,
                        false,
                        OptionalLong.empty(),
                        false),
                Duration.ofMinutes(10));
    }

    private Desk desk() {
        Own own =
                new Own(
                        account.address(),
                        List.of(new Own.Identity(new Person("", account.address()), "")));
        return new Desk() {
            @Override
            public List<Own> all() {
                return List.of(own);
            }

            @Override
            public MailTree tree(String name) throws IOException {
                return MailTree.at(root, disk, InstantSource.system());
            }
        };
    }

    private Pop3Sync open(MailAccount one) throws OwnFailureException, InterruptedException {
        return maildrops.sync(one).clock(alarms).reconnectPause(Duration.ofMillis(1));
    }

    private FlushReport flush(String name, Predicate<OutboxEntry> which)
            throws OwnFailureException, InterruptedException {
        Submission submission = Servers.submission(account, logins);
        try {
            return outbox.flush(
                    entry -> entry.account().equals(name) && which.test(entry), submission::open);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public void came(MailAccount one) {}

    @Override
    public void ended(MailAccount one, int messages) {
        ended.incrementAndGet();
        sending.flush(one.address());
    }

    @Override
    public void lineIsBack(MailAccount one) {
        sending.flush(one.address());
    }

    MailAccount account() {
        return account;
    }

    AccountState state() {
        return collecting.state(account.address()).orElseThrow();
    }

    List<Held> held(Role role) throws IOException {
        Optional<MailFolder> folder = MailTree.at(root).folder(role);
        return folder.isEmpty() ? List.of() : folder.get().list();
    }

    List<Mail> mails(Role role) throws IOException {
        List<Mail> mails = new ArrayList<>();
        for (Held held : held(role)) {
            mails.add(Mail.of(path(role, held)));
        }
        return mails;
    }

    Path path(Role role, Held held) throws IOException {
        return MailTree.at(root).folder(role).orElseThrow().file(held.name());
    }

    Original original(Held held) throws IOException {
        return Original.at(path(Role.INBOX, held), account.address(), "", held.unique());
    }

    Beginning beginning() throws IOException {
        return new Beginning(desk().all().getFirst(), Phrases.SPANISH, ZoneId.of("Europe/Madrid"));
    }

    List<Dispatch.Fate> fates() throws IOException {
        return sending.list().stream().map(Dispatch::fate).toList();
    }

    List<OutboxEntry> entries() throws IOException {
        return outbox.list().entries();
    }

    /** Collects and waits until it has ended. */
    void collect() throws Exception {
        try (Awaiting awaiting = new Awaiting(bulletin)) {
            int before = ended.get();
            collecting.collect(account.address());
            awaiting.until(
                    "a collection of " + account.address(),
                    () -> ended.get() > before && state().running().isEmpty());
        }
    }

    @Override
    public void close() {
        try {
            collecting.end();
            sending.end();
        } catch (InterruptedException e) {
            throw new IllegalStateException("a test was interrupted", e);
        }
        bulletin.close();
    }
}
