package dev.buzon.server.pop3;

import dev.buzon.protocol.pop3.Offer.Expire;
import dev.buzon.protocol.pop3.Offer.LoginDelay;
import dev.buzon.protocol.pop3.Offer.UserTerms;
import dev.buzon.server.net.Ticker;
import dev.buzon.store.Account;
import dev.buzon.store.Accounts;
import dev.buzon.store.Address;
import dev.buzon.store.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/**
 * What the accounts' rules mean for POP3: EXPIRE and LOGIN-DELAY, before and after login (RFC 2449
 * §6.5, §6.7), and who comes again too soon.
 */
final class Terms {
    /** How long what CAPA says before login may lag behind a change of some account's rules. */
    private static final Duration LAG = Duration.ofSeconds(10);

    private record Known(Expire expire, long sinceNanos, boolean read) {}

    private final Accounts accounts;
    private final LoginDelay loginDelay;
    private final Ticker ticker;
    private final ConcurrentMap<Address, Long> lastLogins = new ConcurrentHashMap<>();
    private final AtomicBoolean reading = new AtomicBoolean();
    private volatile Known known;

    Terms(Accounts accounts, Duration loginDelay, Ticker ticker) {
        this.accounts = accounts;
        this.loginDelay = new LoginDelay(Math.toIntExact(loginDelay.toSeconds()), false);
        this.ticker = ticker;
        this.known = new Known(Expire.NEVER, ticker.nanos() - LAG.toNanos(), false);
    }

    /** The delay that holds for everybody. */
    LoginDelay loginDelay() {
        return loginDelay;
    }

    /**
     * The shortest retention that any account has, and whether some have a longer one. One session
     * reads all accounts for all others; who comes meanwhile takes what is known. What cannot be
     * read is not tried again before the lag is over.
     */
    Expire expireOfAnybody() throws StoreException {
        Known last = known;
        if (fresh(last)) {
            return last.expire();
        }
        boolean another = last.read() && !reading.compareAndSet(false, true);
        return another ? last.expire() : read();
    }

    /** Where nothing is known yet, everybody waits here for the first. */
    private synchronized Expire read() throws StoreException {
        Known last = known;
        try {
            if (!fresh(last)) {
                known = new Known(shortest(), ticker.nanos(), true);
            }
            return known.expire();
        } catch (StoreException e) {
            known = new Known(last.expire(), ticker.nanos(), last.read());
            throw e;
        } finally {
            reading.set(false);
        }
    }

    private boolean fresh(Known some) {
        return ticker.nanos() - some.sinceNanos() < LAG.toNanos();
    }

    private Expire shortest() throws StoreException {
        List<Expire> all = accounts.all().stream().map(Terms::expire).distinct().toList();
        Expire shortest =
                all.stream()
                        .filter(expire -> expire.days() >= 0)
                        .min((a, b) -> Integer.compare(a.days(), b.days()))
                        .orElse(Expire.NEVER);
        return new Expire(shortest.days(), all.size() > 1);
    }

    /** What is in force for this account. */
    UserTerms of(Account account) {
        return new UserTerms(expire(account), loginDelay);
    }

    private static Expire expire(Account account) {
        IntStream days =
                IntStream.concat(
                        account.rules().daysAfterArrival().stream(),
                        account.rules().daysAfterFetch().stream());
        return days.min().stream()
                .mapToObj(d -> new Expire(d, false))
                .findFirst()
                .orElse(Expire.NEVER);
    }

    /** Whether this login comes too soon after the last one that succeeded. */
    boolean tooSoon(Address account) {
        Long last = lastLogins.get(account);
        return last != null
                && ticker.nanos() - last < Duration.ofSeconds(loginDelay.seconds()).toNanos();
    }

    /** A login succeeded: the delay begins (RFC 2449 §6.5). */
    void loggedIn(Address account) {
        if (loginDelay.seconds() > 0) {
            lastLogins.put(account, ticker.nanos());
        }
    }
}
