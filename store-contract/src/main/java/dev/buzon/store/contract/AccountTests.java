package dev.buzon.store.contract;

import static dev.buzon.store.contract.Bench.ANA;
import static dev.buzon.store.contract.Bench.LUIS;
import static dev.buzon.store.contract.Bench.START;
import static dev.buzon.store.contract.Bench.account;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.buzon.store.Account;
import dev.buzon.store.Account.Rules;
import dev.buzon.store.Accounts;
import dev.buzon.store.Accounts.Change;
import dev.buzon.store.Address;
import dev.buzon.store.Device;
import dev.buzon.store.Journal;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Accounts, their aliases, and the journal. */
interface AccountTests extends OnTheBench {
    Address INFO = Address.of("info@example.test");
    Address POST = Address.of("post@example.test");

    private Accounts accounts() {
        return bench().store().accounts();
    }

    @Test
    default void everythingOfAnAccountIsKept() throws Exception {
        Account full =
                new Account(
                        Address.of("jos\u00e9@ex\u00e4mple.test"),
                        Set.of(INFO, POST),
                        List.of(
                                Device.first("{argon2}\u00a7 long ".repeat(50), START),
                                new Device(
                                        "phone-1",
                                        "",
                                        Device.Sees.FROM_JOINING,
                                        true,
                                        Instant.parse("2031-01-02T03:04:05.678901Z"))),
                        123_456_789_012L,
                        new Rules(OptionalInt.of(0), OptionalInt.of(365)));
        assertThat(accounts().create(full)).isEqualTo(new Change.Done(full));
        bench().reopen();
        assertThat(accounts().find(full.address())).contains(full);
        assertThat(accounts().resolve(POST)).contains(full);
        assertThat(accounts().find(POST)).isEmpty();
        assertThat(accounts().all())
                .extracting(Account::address)
                .containsExactly(ANA, LUIS, full.address());
    }

    @Test
    default void anAddressIsTakenOnce() throws Exception {
        assertThat(accounts().create(account(ANA))).isEqualTo(new Change.Taken(ANA));
        bench().update(ANA, a -> a.withAliases(Set.of(INFO)));
        assertThat(accounts().create(account(INFO))).isEqualTo(new Change.Taken(INFO));
        assertThat(accounts().create(account(POST).withAliases(Set.of(INFO))))
                .isEqualTo(new Change.Taken(INFO));
        assertThat(accounts().create(account(POST).withAliases(Set.of(LUIS))))
                .isEqualTo(new Change.Taken(LUIS));
        assertThat(accounts().create(account(POST).withAliases(Set.of(POST))))
                .isEqualTo(new Change.Taken(POST));
        assertThat(accounts().update(LUIS, a -> a.withAliases(Set.of(POST, INFO))))
                .isEqualTo(new Change.Taken(INFO));
        assertThat(accounts().update(LUIS, a -> a.withAliases(Set.of(ANA))))
                .isEqualTo(new Change.Taken(ANA));
        assertThat(accounts().resolve(POST)).isEmpty();
        bench().update(ANA, a -> a.withAliases(Set.of(INFO, POST)));
        assertThat(accounts().resolve(INFO).orElseThrow().address()).isEqualTo(ANA);
    }

    @Test
    default void anAliasIsFreeAgainWhenItIsDropped() throws Exception {
        bench().update(ANA, a -> a.withAliases(Set.of(INFO, POST)));
        assertThat(accounts().resolve(INFO)).isPresent();
        bench().update(ANA, a -> a.withAliases(Set.of(POST)));
        assertThat(accounts().resolve(INFO)).isEmpty();
        bench().update(LUIS, a -> a.withAliases(Set.of(INFO)));
        assertThat(accounts().remove(ANA)).isInstanceOf(Change.Done.class);
        assertThat(accounts().resolve(POST)).isEmpty();
        assertThat(accounts().resolve(ANA)).isEmpty();
        bench().reopen();
        assertThat(accounts().resolve(POST)).isEmpty();
        assertThat(accounts().resolve(INFO).orElseThrow().address()).isEqualTo(LUIS);
    }

    @Test
    default void whatIsNotThereIsUnknown() throws Exception {
        assertThat(accounts().find(INFO)).isEmpty();
        assertThat(accounts().resolve(INFO)).isEmpty();
        assertThat(accounts().update(INFO, a -> a.withQuota(1)))
                .isEqualTo(new Change.Unknown(INFO));
        assertThat(accounts().remove(INFO)).isEqualTo(new Change.Unknown(INFO));
    }

    @Test
    default void theAddressOfAnAccountStays() {
        assertThatThrownBy(() -> accounts().update(ANA, _ -> account(INFO)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        accounts()
                                .update(
                                        ANA,
                                        _ -> {
                                            throw new IllegalStateException("thrown");
                                        }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("thrown");
    }

    @Test
    default void changesAtTheSameTimeDoNotLoseEachOther() throws Exception {
        Parallel.run(
                20,
                i -> {
                    bench().update(ANA, a -> a.withQuota(a.quotaOctets() + 1));
                    bench().update(LUIS, a -> a.withQuota(a.quotaOctets() + i));
                });
        assertThat(accounts().find(ANA).orElseThrow().quotaOctets()).isEqualTo(20);
        assertThat(accounts().find(LUIS).orElseThrow().quotaOctets()).isEqualTo(190);
    }

    @Test
    default void ofManyThatTakeAnAliasAtOnceOneDoes() throws Exception {
        for (int i = 0; i < 10; i++) {
            bench().add(account(Address.of("u" + i + "@example.test")));
        }
        Parallel.run(
                10,
                i ->
                        accounts()
                                .update(
                                        Address.of("u" + i + "@example.test"),
                                        a -> a.withAliases(Set.of(INFO))));
        assertThat(accounts().all()).filteredOn(a -> a.aliases().contains(INFO)).hasSize(1);
    }

    @Test
    default void theJournalHasTheNewestFirst() throws Exception {
        Journal journal = bench().store().journal();
        for (int i = 0; i < 30; i++) {
            bench().clock.move(java.time.Duration.ofSeconds(i % 7 == 0 ? -5 : 5));
            journal.write(ANA, line("login", "number " + i));
        }
        journal.write(LUIS, line("login", "luis"));
        journal.write(INFO, line("refused", "nobody's"));
        assertThat(journal.newest(ANA, 3))
                .extracting(Journal.Line::detail)
                .containsExactly("number 29", "number 28", "number 27");
        bench().reopen();
        journal = bench().store().journal();
        assertThat(journal.newest(ANA, 100)).hasSize(30);
        assertThat(journal.newest(LUIS, 100))
                .extracting(Journal.Line::detail)
                .containsExactly("luis");
        assertThat(journal.newest(INFO, 100)).isEmpty();
        assertThat(journal.newest(ANA, 0)).isEmpty();
    }

    @Test
    default void aLineOfTheJournalIsKeptWholeAndLongDetailsAreCut() throws Exception {
        Journal.Line line =
                new Journal.Line(
                        Instant.parse("2026-11-22T10:00:00.123456Z"),
                        "phone",
                        "2001:db8::1",
                        "quit",
                        "\u00e9".repeat(600));
        bench().store().journal().write(ANA, line);
        bench().reopen();
        assertThat(bench().store().journal().newest(ANA, 1))
                .containsExactly(
                        new Journal.Line(
                                line.at(), "phone", "2001:db8::1", "quit", "\u00e9".repeat(500)));
    }

    @Test
    default void theJournalIsBounded() throws Exception {
        for (int i = 0; i < Journal.KEPT * 2; i++) {
            bench().store().journal().write(ANA, line("login", "" + i));
        }
        bench().store().expire();
        List<Journal.Line> kept = bench().store().journal().newest(ANA, Integer.MAX_VALUE);
        assertThat(kept).hasSize(Journal.KEPT);
        assertThat(kept.getFirst().detail()).isEqualTo("" + (Journal.KEPT * 2 - 1));
    }

    private Journal.Line line(String what, String detail) {
        return new Journal.Line(bench().clock.instant(), Device.FIRST, "192.0.2.1", what, detail);
    }
}
