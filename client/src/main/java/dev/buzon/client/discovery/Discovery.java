package dev.buzon.client.discovery;

import dev.buzon.client.discovery.name.MailAddress;
import dev.buzon.client.discovery.reach.Deadline;
import dev.buzon.client.discovery.reach.Internet;
import dev.buzon.client.discovery.reach.Verdict;
import dev.buzon.client.discovery.reach.Web;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the servers of a mail address. All sources are asked side by side; the better source wins
 * even when it is the slower one, as long as there is time (C-026). No password is known here, so
 * none can be sent.
 */
public final class Discovery {
    private static final Logger LOG = LoggerFactory.getLogger(Discovery.class);

    private final Internet internet;

    /** Looks on this internet. */
    public Discovery(Internet internet) {
        this.internet = internet;
    }

    /** What one source does; it says what it found to the inquiry. */
    @FunctionalInterface
    private interface Asking {
        void ask(Inquiry inquiry) throws InterruptedException;
    }

    private static final Map<Source, Asking> ASKING = asking();

    private static Map<Source, Asking> asking() {
        Map<Source, Asking> all = new EnumMap<>(Source.class);
        all.put(Source.LOCAL_FILE, LocalFiles::ask);
        all.put(Source.PACC, Pacc::ask);
        all.put(Source.AUTOCONFIG, Autoconfig::autoconfigHost);
        all.put(Source.WELL_KNOWN, Autoconfig::wellKnown);
        all.put(Source.SRV, ServiceRecords::ask);
        all.put(Source.ISPDB, Autoconfig::database);
        all.put(Source.MX_AUTOCONFIG, Autoconfig::ofExchanger); // and MX_ISPDB
        all.put(Source.AUTODISCOVER, Autodiscover::ask);
        all.put(Source.PLAIN_AUTOCONFIG, Autoconfig::plain);
        all.put(Source.GUESS, Guesses::ask);
        return all;
    }

    /** Finds, and tells nobody on the way. */
    public Report find(MailAddress address, Wishes wishes) {
        return find(address, wishes, _ -> {});
    }

    /**
     * Finds the servers of an address. Returns within {@link Wishes#limit}, and much sooner when
     * everybody has answered or nothing better can come.
     *
     * @param listener hears what happens, one event at a time, on threads of the search; it must
     *     not wait for anything and not throw
     */
    public Report find(MailAddress address, Wishes wishes, Consumer<? super Event> listener) {
        long begin = System.nanoTime();
        Deadline limit = Deadline.in(wishes.limit());
        Deadline patience = Deadline.in(wishes.patience());
        Board board = new Board(listener);
        ExecutorService threads =
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("buzon-discovery-", 0).factory());
        try (Web web = new Web(internet, limit, wishes.agreed())) {
            Inquiry inquiry = new Inquiry(address, wishes, internet, web, limit, board, threads);
            begin(inquiry);
            wait(inquiry, patience, limit);
            Board.Snapshot seen = board.close();
            return new Report(
                    address,
                    Ranking.of(address, seen),
                    findings(seen),
                    Duration.ofNanos(System.nanoTime() - begin));
        } finally {
            threads.shutdownNow(); // who still waits is interrupted; nobody is waited for
        }
    }

    private static void begin(Inquiry inquiry) {
        List<Source> wanted = new ArrayList<>();
        for (Source source : ASKING.keySet()) {
            if (inquiry.wishes().without().contains(source)) {
                inquiry.skip(source, "", Verdict.SWITCHED_OFF);
            } else {
                inquiry.board().begin(source);
                wanted.add(source);
            }
        }
        for (Source source : wanted) {
            inquiry.threads().execute(() -> ask(source, inquiry));
        }
    }

    private static void ask(Source source, Inquiry inquiry) {
        try {
            Asking asking = ASKING.get(source);
            if (asking != null) {
                asking.ask(inquiry);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // one source that fails in a way nobody thought of must not take the others with it
            LOG.debug("asking {} failed", source, e);
            inquiry.skip(source, "", Verdict.NOT_UNDERSTOOD);
        } finally {
            inquiry.board().end(source);
        }
    }

    /** Waits for all, or until nothing better can come, or until the time is over. */
    private static void wait(Inquiry inquiry, Deadline patience, Deadline limit) {
        MailAddress address = inquiry.address();
        boolean everything = inquiry.wishes().everything();
        try {
            boolean enough =
                    inquiry.board()
                            .await(
                                    everything ? limit.left() : patience.left(),
                                    seen ->
                                            seen.running().isEmpty()
                                                    || (!everything && isDecided(address, seen)));
            if (!enough && !everything) {
                inquiry.board()
                        .await(
                                limit.left(),
                                seen -> seen.running().isEmpty() || isUsable(address, seen));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the best proposal works and everybody who could have a better one has ended. */
    private static boolean isDecided(MailAddress address, Board.Snapshot seen) {
        return Ranking.of(address, seen).stream()
                .findFirst()
                .filter(Proposal::isVerified)
                .filter(best -> best.outgoing().isPresent())
                .filter(best -> seen.isSettledUpTo(best.incoming().source()))
                .isPresent();
    }

    /** Whether there is a proposal that has not turned out to be of no use. */
    private static boolean isUsable(MailAddress address, Board.Snapshot seen) {
        return Ranking.of(address, seen).stream()
                .anyMatch(one -> !one.incoming().reach().isFailed());
    }

    private static List<Finding> findings(Board.Snapshot seen) {
        List<Finding> all = new ArrayList<>(seen.findings());
        for (Source source : seen.running()) {
            all.add(
                    new Finding(
                            source,
                            "",
                            seen.founds().isEmpty() ? Verdict.TIMED_OUT : Verdict.NOT_NEEDED,
                            "not waited for",
                            Optional.empty(),
                            Duration.ZERO));
        }
        all.sort(Comparator.comparing(Finding::source));
        return all;
    }
}
