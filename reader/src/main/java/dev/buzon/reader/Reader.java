package dev.buzon.reader;

import dev.buzon.client.account.MailAccount;
import dev.buzon.client.discovery.Wishes;
import dev.buzon.client.discovery.reach.Internet;
import dev.buzon.client.disk.Disk;
import dev.buzon.client.outbox.Outbox;
import dev.buzon.client.own.Home;
import dev.buzon.client.own.Logins;
import dev.buzon.client.own.Maildrops;
import dev.buzon.client.own.OwnAccounts;
import dev.buzon.client.own.OwnFailureException;
import dev.buzon.client.own.OwnSecrets;
import dev.buzon.client.own.Postbox;
import dev.buzon.reader.api.Api;
import dev.buzon.reader.api.Meanings;
import dev.buzon.reader.api.Trees;
import dev.buzon.reader.index.Index;
import dev.buzon.reader.settings.Settings;
import dev.buzon.reader.settings.SettingsFile;
import dev.buzon.reader.setup.AccountDesk;
import dev.buzon.reader.setup.PasswordsOfThisRun;
import dev.buzon.reader.setup.SetupDesk;
import dev.buzon.reader.web.Site;
import dev.buzon.reader.web.Texts;
import dev.buzon.reader.work.Bulletin;
import dev.buzon.reader.work.Collecting;
import dev.buzon.reader.work.Jobs;
import dev.buzon.reader.work.OnServer;
import dev.buzon.reader.work.Schedule;
import dev.buzon.reader.work.Sending;
import dev.buzon.reader.work.Sorting;
import dev.buzon.reader.work.Undos;
import dev.buzon.reader.work.WallAlarms;
import dev.buzon.reader.work.WorkEvent;
import dev.buzon.reader.write.Drafts;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The reader of one person: everything is put together here, and nowhere else. The page answers
 * before the folders are looked at; that goes on behind it.
 */
public final class Reader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Reader.class);

    /**
     * How a reader is begun.
     *
     * @param home where accounts, mail and what is remembered are
     * @param port of the page; 0 takes a free one
     * @param version of the program, for the page
     * @param internet where servers of new accounts are looked for
     * @param wishes how they are looked for
     * @param clock the time
     * @param zone in which days begin
     * @param rebuilds whether the index is made anew
     */
    public record Options(
            Home home,
            int port,
            String version,
            Supplier<Internet> internet,
            Wishes wishes,
            InstantSource clock,
            ZoneId zone,
            boolean rebuilds) {
        /** The usual ones. */
        public static Options of(Home home, int port) {
            return new Options(
                    home,
                    port,
                    "",
                    Internet::system,
                    Wishes.USUAL,
                    InstantSource.system(),
                    ZoneId.systemDefault(),
                    false);
        }
    }

    private final Running running;
    private final OwnAccounts accounts;
    private final SettingsFile settings;
    private final Site site;
    private final Index index;
    private final Trees trees;
    private final Looking looking;
    private final WallAlarms alarms;
    private final Bulletin bulletin = new Bulletin();
    private final Undos undos;
    private final Jobs jobs;
    private final Sending sending;
    private final Collecting collecting;
    private final OnServer server;
    private final SetupDesk setup;

    private Reader(Options options, Running running) throws IOException, OwnFailureException {
        this.running = running;
        Home home = options.home();
        Path own = folder(home);
        this.settings = SettingsFile.open(own.resolve("settings.json"));
        this.accounts = new OwnAccounts(home);
        this.index = Index.open(own.resolve("index.sqlite"), options.clock());
        this.trees = new Trees(accounts, settings);
        trees.reload();
        this.looking = new Looking(index, trees, bulletin);
        this.alarms = new WallAlarms(options.clock());
        var passwords = new PasswordsOfThisRun();
        OwnSecrets secrets = OwnSecrets.in(home, passwords);
        Logins logins = Logins.with(secrets);
        var maildrops = new Maildrops(home, logins);
        Collecting.Opening opening = one -> maildrops.sync(one).clock(options.clock());
        this.server = new OnServer(home, opening, options.clock());
        this.undos = new Undos(alarms);
        this.jobs = new Jobs(bulletin, Meanings::sentence);
        Clock clock = new ZonedClock(options.clock(), options.zone());
        var drafts = new Drafts(trees, clock, own.resolve("spool"));
        this.sending = sending(home, logins, drafts, clock);
        this.collecting = collecting(opening);
        String key = key();
        this.site = Site.open(options.port(), key, this::language, Meanings::find);
        var sorting = new Sorting(index, trees, server, this::account, undos);
        new Api(
                        new Api.Means(
                                options.version(),
                                home,
                                site,
                                trees,
                                index,
                                settings,
                                sorting,
                                drafts,
                                sending,
                                collecting,
                                server,
                                jobs,
                                bulletin,
                                options.zone(),
                                looking::look))
                .open();
        this.setup =
                new SetupDesk(
                        home,
                        secrets,
                        passwords,
                        settings,
                        options.internet(),
                        options.wishes(),
                        site.events(),
                        this::saved);
        setup.on(site.routes());
        new AccountDesk(home, secrets, passwords, settings, trees::identities, this::changed)
                .on(site.routes());
        running.at(site.origin(), key);
    }

    /**
     * Begins: the page answers when this returns.
     *
     * @throws AlreadyRunningException when another reader works on this home
     * @throws OwnFailureException when the accounts cannot be read at all
     */
    public static Reader open(Options options)
            throws IOException, OwnFailureException, AlreadyRunningException {
        Running running = Running.in(folder(options.home()));
        try {
            var reader = new Reader(options, running);
            reader.begin(options.rebuilds());
            return reader;
        } catch (IOException | OwnFailureException | RuntimeException e) {
            running.close();
            throw e;
        }
    }

    /** Where the reader keeps what is its own. */
    public static Path folder(Home home) {
        return home.state().resolve("reader");
    }

    private static String key() {
        byte[] octets = new byte[32];
        new SecureRandom().nextBytes(octets);
        return HexFormat.of().formatHex(octets);
    }

    private void begin(boolean rebuild) {
        Thread.ofVirtual()
                .name("begin")
                .start(() -> {
                    try {
                        looking.begin(rebuild);
                        sending.start();
                    } catch (IOException e) {
                        LOG.warn("the folders could not be looked at", e);
                    } catch (InterruptedException _) {
                        Thread.currentThread().interrupt();
                    }
                });
        collecting.accounts(schedules());
        collecting.start();
        looking.watch(site.events()::listeners);
    }

    private Sending sending(Home home, Logins logins, Drafts drafts, Clock clock) {
        var postbox = new Postbox(home, logins);
        return new Sending(
                new Sending.Means(
                        drafts,
                        trees,
                        Outbox.at(Postbox.folder(home), Disk.real(), clock),
                        (account, which) -> postbox.flush(accounts.read(account), which),
                        folder(home).resolve("sending"),
                        Disk.real(),
                        alarms,
                        clock,
                        bulletin,
                        _ -> looking.soon(),
                        Meanings::sentence));
    }

    private Collecting collecting(Collecting.Opening opening) {
        return new Collecting(
                new Collecting.Means(
                        opening,
                        new Afterwards(),
                        alarms,
                        bulletin,
                        Math::random,
                        Meanings::sentence));
    }

    /** What is done with mail that came. */
    private final class Afterwards implements Collecting.Afterwards {
        @Override
        public void came(MailAccount account) throws IOException, InterruptedException {
            looking.look();
        }

        @Override
        public void ended(MailAccount account, int messages)
                throws IOException, InterruptedException {
            server.forget(account.address());
            if (messages > 0) {
                looking.look();
                List<Long> newest = looking.newest(account.address());
                bulletin.publish(new WorkEvent.MailCame(account.address(), messages, newest));
            }
        }

        @Override
        public void lineIsBack(MailAccount account) {
            sending.flush(account.address());
        }
    }

    private Optional<Texts> language() {
        String language = settings.settings().language();
        return language.isEmpty() ? Optional.empty() : Optional.of(Texts.in(language));
    }

    private Optional<MailAccount> account(String address) {
        return trees.known().stream()
                .filter(one -> one.address().equals(address))
                .findFirst()
                .flatMap(Trees.Known::account);
    }

    private List<Schedule> schedules() {
        List<Schedule> all = new ArrayList<>();
        for (MailAccount account : trees.usable()) {
            Settings.OfAccount own = settings.settings().of(account.address());
            all.add(
                    new Schedule(
                            account,
                            own.atStart(),
                            own.onSchedule() ? Optional.of(account.every()) : Optional.empty(),
                            own.automatic()));
        }
        return all;
    }

    private void saved(MailAccount account, boolean collect) throws IOException {
        changed(account.address());
        if (collect) {
            collecting.collect(account.address());
        }
    }

    private void changed(String address) throws IOException {
        try {
            trees.reload();
            server.forget(address);
            looking.look();
            collecting.accounts(schedules());
        } catch (OwnFailureException e) {
            throw new IOException(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** The page's address with a token that lets one browser in. */
    public String address() {
        return site.address();
    }

    /** Where the page is. */
    public String origin() {
        return site.origin();
    }

    /** Ends in order: the pages hear of it first, what came whole is kept, what waits stays. */
    @Override
    public void close() {
        try {
            setup.close();
            site.close();
            looking.close();
            collecting.end();
            sending.end();
            undos.end();
            jobs.end();
            alarms.close();
            bulletin.close();
            index.close();
            running.close();
        } catch (IOException e) {
            LOG.warn("the reader did not end as it should", e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
