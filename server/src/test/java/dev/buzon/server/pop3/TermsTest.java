package dev.buzon.server.pop3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.buzon.protocol.pop3.Offer.Expire;
import dev.buzon.server.accounts.WatchedAccounts;
import dev.buzon.server.net.Ticker;
import dev.buzon.store.Account;
import dev.buzon.store.Address;
import dev.buzon.store.Device;
import dev.buzon.store.MemoryStore;
import dev.buzon.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class TermsTest {
    private static final Address ANA = Address.of("ana@example.test");

    private final Ticker.ByHand ticker = Ticker.byHand();
    private final AtomicReference<WatchedAccounts.Watch> watch = new AtomicReference<>(() -> {});
    private final AtomicInteger readings = new AtomicInteger();

    private Terms terms() throws StoreException {
        var store = new MemoryStore();
        var device = Device.first("", Instant.EPOCH);
        var rules = new Account.Rules(OptionalInt.of(7), OptionalInt.empty());
        store.accounts().create(new Account(ANA, Set.of(), List.of(device), 0, rules));
        var accounts =
                new WatchedAccounts(
                        store.accounts(),
                        () -> {
                            readings.incrementAndGet();
                            watch.get().before();
                        });
        return new Terms(accounts, Duration.ZERO, ticker);
    }

    /** P-080: a slow look at all accounts is taken once, and nobody waits for it. */
    @Test
    void oneReadsTheRulesAgainWhileTheOthersTakeWhatIsKnown() throws Exception {
        Terms terms = terms();
        Expire week = new Expire(7, false);
        assertThat(terms.expireOfAnybody()).isEqualTo(week);
        assertThat(terms.expireOfAnybody()).isEqualTo(week);
        assertThat(readings).hasValue(1);
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        watch.set(() -> {
            begun.countDown();
            await(goOn);
        });
        ticker.advance(Duration.ofSeconds(11));
        var first = new CompletableFuture<Expire>();
        Thread.startVirtualThread(() -> ask(terms, first));
        await(begun);
        assertThat(terms.expireOfAnybody()).isEqualTo(week);
        assertThat(readings).hasValue(2);
        goOn.countDown();
        assertThat(first.get(20, TimeUnit.SECONDS)).isEqualTo(week);
    }

    /** P-086: accounts that cannot be read are not read again for each connection. */
    @Test
    void failureToReadTheRulesIsToldOnceInAWhile() throws Exception {
        Terms terms = terms();
        watch.set(() -> {
            throw new StoreException(StoreException.Kind.TEMPORARY, "told to fail");
        });
        assertThatThrownBy(terms::expireOfAnybody).isInstanceOf(StoreException.class);
        assertThat(terms.expireOfAnybody()).isEqualTo(Expire.NEVER);
        watch.set(() -> {});
        ticker.advance(Duration.ofSeconds(11));
        assertThat(terms.expireOfAnybody().days()).isEqualTo(7);
        assertThat(readings).hasValue(2);
    }

    private static void ask(Terms terms, CompletableFuture<Expire> answer) {
        try {
            answer.complete(terms.expireOfAnybody());
        } catch (StoreException e) {
            answer.completeExceptionally(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
