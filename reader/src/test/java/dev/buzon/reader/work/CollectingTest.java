package dev.buzon.reader.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.client.account.MailAccount;
import dev.buzon.client.ledger.Ledger;
import dev.buzon.client.pop3.Pop3;
import dev.buzon.client.sink.MemorySink;
import dev.buzon.client.sync.Pop3Sync;
import dev.buzon.protocol.Secret;
import dev.buzon.reader.work.AccountState.Result;
import dev.buzon.testing.InMemoryPostOffice;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When accounts are collected, and what is said of it. */
final class CollectingTest implements Collecting.Afterwards {
    private static final String ANA = "ana@example.test";
    private static final String LUIS = "luis@example.test";

    @TempDir private Path folder;

    private final MovedAlarms time = new MovedAlarms();
    private final Bulletin bulletin = new Bulletin(Duration.ofMillis(1));
    private final Map<String, Integer> ports = new ConcurrentHashMap<>();
    private final Map<String, MemorySink> sinks = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> runs = new ConcurrentHashMap<>();
    private final AtomicInteger linesBack = new AtomicInteger();
    private final Collecting collecting =
            new Collecting(
                    new Collecting.Means(
                            this::open,
                            this,
                            time,
                            bulletin,
                            () -> 0.5,
                            e -> Sentence.of("test.failed", String.valueOf(e.getMessage()))));

    @AfterEach
    void end() throws InterruptedException {
        collecting.end();
        bulletin.close();
    }

    private Pop3Sync open(MailAccount account) {
        Integer port = ports.get(account.address());
        if (port == null) {
            throw new IllegalStateException("no such account here");
        }
        runs.computeIfAbsent(account.address(), _ -> new AtomicInteger()).incrementAndGet();
        Pop3 pop3 =
                Pop3.at("pop://127.0.0.1:" + port)
                        .cleartext()
                        .user(account.address())
                        .password(Secret.of("secret".getBytes(StandardCharsets.UTF_8)));
        return Pop3Sync.of(pop3, sink(account.address()), Ledger.in(folder))
                .account(account.address())
                .clock(time)
                .reconnectPause(Duration.ofMillis(1));
    }

    private MemorySink sink(String address) {
        return sinks.computeIfAbsent(address, _ -> new MemorySink());
    }

    @Override
    public void came(MailAccount account) {}

    @Override
    public void ended(MailAccount account, int messages) {}

    @Override
    public void lineIsBack(MailAccount account) {
        linesBack.incrementAndGet();
    }

    private static MailAccount account(String address) {
        return new MailAccount(
                address,
                "",
                new MailAccount.Server(
                        "127.0.0.1", 1, MailAccount.Security.NONE, address, "system"),
                Optional.empty(),
                "",
                Optional.empty(),
                new MailAccount.Folder(Path.of("/nowhere"), MailAccount.Format.MAILDIR),
                new MailAccount.Wishes(
                        new MailAccount.Leave.Always(),
                        false,
                        OptionalLong.empty(),
                        MailAccount.Order.OLDEST,
                        false,
                        OptionalLong.empty(),
                        false),
                Duration.ofMinutes(10));
    }

    private int runs(String address) {
        AtomicInteger count = runs.get(address);
        return count == null ? 0 : count.get();
    }

    private AccountState state(String address) {
        return collecting.state(address).orElseThrow();
    }

    private Optional<Result> last(String address) {
        return state(address).last().map(AccountState.Ended::result);
    }

    /** Whether so many runs have ended. */
    private boolean idle(String address, int ran) {
        return runs(address) == ran
                && state(address).running().isEmpty()
                && state(address).last().isPresent();
    }

    private static InMemoryPostOffice office() {
        return InMemoryPostOffice.with().account(ANA, "secret").account(LUIS, "secret").start();
    }

    @Test
    void oneThatHangsDelaysNobody() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                InMemoryPostOffice office = office();
                Awaiting awaiting = new Awaiting(bulletin)) {
            office.deliver(ANA, "Subject: x\r\n\r\nx\r\n");
            ports.put(LUIS, silent.getLocalPort());
            ports.put(ANA, office.port("pop3"));
            collecting.accounts(List.of(Schedule.of(account(LUIS)), Schedule.of(account(ANA))));
            collecting.start();
            awaiting.until("ana's mail", () -> last(ANA).equals(Optional.of(Result.DONE)));
            assertThat(state(LUIS).running()).isPresent();
            assertThat(state(ANA).last().orElseThrow().collected()).isEqualTo(1);
            assertThat(state(ANA).onServer()).hasValue(1);
            collecting.stop(LUIS);
            awaiting.until("the stop", () -> last(LUIS).equals(Optional.of(Result.STOPPED)));
            assertThat(state(LUIS).next()).isPresent();
        }
    }

    @Test
    void itComesAgainOnScheduleAlsoAfterTheMachineSlept() throws Exception {
        try (InMemoryPostOffice office = office();
                Awaiting awaiting = new Awaiting(bulletin)) {
            ports.put(ANA, office.port("pop3"));
            collecting.accounts(List.of(Schedule.of(account(ANA))));
            collecting.start();
            awaiting.until("the first run", () -> idle(ANA, 1) && state(ANA).next().isPresent());
            Instant next = time.instant().plus(Duration.ofMinutes(10));
            assertThat(state(ANA).next()).contains(next);
            time.move(Duration.ofMinutes(9));
            assertThat(runs(ANA)).isEqualTo(1);
            time.move(Duration.ofHours(8));
            awaiting.until("the second run", () -> idle(ANA, 2) && state(ANA).next().isPresent());
        }
    }

    @Test
    void withoutALinePausesGrowAndAnotherAccountThatFindsItEndsThem() throws Exception {
        int nobody;
        try (ServerSocket closed = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            nobody = closed.getLocalPort();
        }
        try (InMemoryPostOffice office = office();
                Awaiting awaiting = new Awaiting(bulletin)) {
            ports.put(ANA, nobody);
            ports.put(LUIS, nobody);
            collecting.accounts(List.of(Schedule.of(account(ANA)), Schedule.of(account(LUIS))));
            collecting.start();
            awaiting.until("both away", () -> away(ANA, 1) && away(LUIS, 1));
            Instant since = state(ANA).last().orElseThrow().since();
            assertThat(pause(ANA)).isEqualTo(Duration.ofMinutes(1));
            time.move(Duration.ofMinutes(1));
            awaiting.until("both away again", () -> away(ANA, 2) && away(LUIS, 2));
            assertThat(pause(ANA)).isEqualTo(Duration.ofMinutes(2));
            assertThat(state(ANA).last().orElseThrow().since()).isEqualTo(since);

            ports.put(ANA, office.port("pop3"));
            ports.put(LUIS, office.port("pop3"));
            collecting.collect(ANA);
            awaiting.until(
                    "both",
                    () ->
                            last(ANA).equals(Optional.of(Result.DONE))
                                    && last(LUIS).equals(Optional.of(Result.DONE)));
            awaiting.until("the line", () -> linesBack.get() >= 1);
        }
    }

    private boolean away(String address, int ran) {
        return idle(address, ran)
                && last(address).equals(Optional.of(Result.AWAY))
                && state(address).next().isPresent();
    }

    private Duration pause(String address) {
        return Duration.between(time.instant(), state(address).next().orElseThrow());
    }

    @Test
    void aServersPauseIsHonouredEvenWhenThePersonAsks() throws Exception {
        try (InMemoryPostOffice office =
                        InMemoryPostOffice.with()
                                .account(ANA, "secret")
                                .configuration("[pop3]\nlogin-delay = \"30m\"\n")
                                .start();
                Awaiting awaiting = new Awaiting(bulletin)) {
            ports.put(ANA, office.port("pop3"));
            collecting.accounts(List.of(Schedule.of(account(ANA))));
            collecting.start();
            awaiting.until("the first run", () -> idle(ANA, 1) && state(ANA).next().isPresent());
            assertThat(pause(ANA)).isEqualTo(Duration.ofMinutes(30));
            collecting.collect(ANA);
            assertThat(state(ANA).running()).isEmpty();
            assertThat(runs(ANA)).isEqualTo(1);
            office.advance(Duration.ofMinutes(31));
            time.move(Duration.ofMinutes(31));
            awaiting.until("the second run", () -> idle(ANA, 2));
            assertThat(last(ANA)).contains(Result.DONE);
        }
    }

    @Test
    void aRefusedPasswordIsNotTriedAgainByItself() throws Exception {
        try (InMemoryPostOffice office = InMemoryPostOffice.with().account(ANA, "another").start();
                Awaiting awaiting = new Awaiting(bulletin)) {
            ports.put(ANA, office.port("pop3"));
            collecting.accounts(List.of(Schedule.of(account(ANA))));
            collecting.start();
            awaiting.until("the refusal", () -> idle(ANA, 1));
            assertThat(last(ANA)).contains(Result.PERSON);
            assertThat(state(ANA).last().orElseThrow().todo().text())
                    .isEqualTo("work.todo.need.login");
            time.move(Duration.ofDays(1));
            assertThat(runs(ANA)).isEqualTo(1);
            assertThat(state(ANA).next()).isEmpty();
        }
    }

    @Test
    void anAccountThatCannotBeUsedIsSaid() throws Exception {
        try (Awaiting awaiting = new Awaiting(bulletin)) {
            collecting.accounts(List.of(Schedule.of(account(ANA))));
            collecting.start();
            awaiting.until("the failure", () -> last(ANA).equals(Optional.of(Result.PERSON)));
            assertThat(state(ANA).last().orElseThrow().text())
                    .isEqualTo(Sentence.of("test.failed", "no such account here"));
        }
    }

    @Test
    void mailIsOnlyLookedForWhereItIsNotToBeFetched() throws Exception {
        try (InMemoryPostOffice office = office();
                Awaiting awaiting = new Awaiting(bulletin)) {
            office.deliver(ANA, "Subject: x\r\n\r\nx\r\n");
            ports.put(ANA, office.port("pop3"));
            Schedule look =
                    new Schedule(account(ANA), true, Optional.of(Duration.ofMinutes(5)), false);
            collecting.accounts(List.of(look));
            collecting.start();
            awaiting.until("the look", () -> idle(ANA, 1));
            assertThat(sink(ANA).messages()).isEmpty();
            assertThat(state(ANA).waiting()).isEqualTo(1);
            collecting.collect(ANA);
            awaiting.until("the mail", () -> idle(ANA, 2));
            assertThat(sink(ANA).messages()).hasSize(1);
        }
    }

    @Test
    void anAccountThatIsTakenAwayStops() throws IOException {
        ports.put(ANA, 1);
        collecting.accounts(List.of(new Schedule(account(ANA), false, Optional.empty(), true)));
        collecting.start();
        assertThat(collecting.states()).hasSize(1);
        collecting.accounts(List.of());
        assertThat(collecting.states()).isEmpty();
        assertThat(collecting.collect(ANA)).isFalse();
        assertThat(runs(ANA)).isZero();
    }
}
