package dev.buzon.server.auth;

import static dev.buzon.server.auth.AuthFixtures.RANDOM;
import static dev.buzon.server.auth.AuthFixtures.SMALL;
import static dev.buzon.server.auth.AuthFixtures.secret;
import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.server.auth.AuthFixtures.HandClock;
import dev.buzon.server.auth.PasswordVerifier.Limits;
import dev.buzon.server.auth.PasswordVerifier.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a check costs, as the number of hashes computed. */
class PasswordVerifierTest {
    private static final PasswordHash SECRETO = Argon2idHash.of(secret("secreto"), RANDOM, SMALL);
    private static final PasswordHash OTRA = Argon2idHash.of(secret("otra"), RANDOM, SMALL);

    private final HandClock clock = new HandClock();
    private final PasswordVerifier verifier = new PasswordVerifier(Limits.STANDARD, clock, RANDOM);

    @AfterEach
    void close() {
        verifier.close();
    }

    private Verdict verify(String account, PasswordHash hash, String password) {
        return verifier.verify(account, List.of(hash), secret(password), false);
    }

    @Test
    void secondCheckOfTheSameCostsNothing() {
        assertThat(verify("ana", SECRETO, "secreto")).isEqualTo(new Verdict.Right(0));
        assertThat(verify("ana", SECRETO, "secreto")).isEqualTo(new Verdict.Right(0));
        assertThat(verify("ana", SECRETO, "x")).isEqualTo(new Verdict.Wrong());
        assertThat(verify("ana", SECRETO, "x")).isEqualTo(new Verdict.Wrong());
        assertThat(verifier.computations()).isEqualTo(2);
    }

    @Test
    void memoryEndsWithItsTime() {
        verify("ana", SECRETO, "secreto");
        clock.advance(Duration.ofMinutes(59));
        verify("ana", SECRETO, "secreto");
        assertThat(verifier.computations()).isEqualTo(1);
        clock.advance(Duration.ofMinutes(1));
        assertThat(verify("ana", SECRETO, "secreto")).isEqualTo(new Verdict.Right(0));
        assertThat(verifier.computations()).isEqualTo(2);
    }

    @Test
    void memoryNeverCrossesAccountsNorChangesOfPassword() {
        verify("ana", SECRETO, "secreto");
        verify("luis", SECRETO, "secreto");
        assertThat(verifier.computations()).isEqualTo(2);
        assertThat(verify("ana", OTRA, "secreto")).isEqualTo(new Verdict.Wrong());
        assertThat(verify("ana", OTRA, "otra")).isEqualTo(new Verdict.Right(0));
        assertThat(verifier.computations()).isEqualTo(4);
    }

    @Test
    void memoryIsBounded() {
        Limits two = new Limits(1, 10, Duration.ofSeconds(5), 2, Duration.ofHours(1));
        try (PasswordVerifier small = new PasswordVerifier(two, clock, RANDOM)) {
            for (String account : new String[] {"a", "b", "c", "a"}) {
                small.verify(account, List.of(SECRETO), secret("secreto"), true);
            }
            assertThat(small.computations()).isEqualTo(4);
            small.verify("c", List.of(SECRETO), secret("secreto"), true);
            assertThat(small.computations()).isEqualTo(4);
        }
    }

    @Test
    void wrongGuessesDoNotPushOutWhatIsRight() {
        Limits two = new Limits(1, 10, Duration.ofSeconds(5), 2, Duration.ofHours(1));
        try (PasswordVerifier small = new PasswordVerifier(two, clock, RANDOM)) {
            small.verify("ana", List.of(SECRETO), secret("secreto"), true);
            for (int i = 0; i < 9; i++) {
                small.verify("ana", List.of(SECRETO), secret("x" + i), true);
            }
            small.verify("ana", List.of(SECRETO), secret("secreto"), true);
            assertThat(small.computations()).isEqualTo(10);
        }
    }

    @Test
    void eachDeviceHasItsPassword() {
        List<PasswordHash> both = List.of(SECRETO, OTRA);
        assertThat(verifier.verify("ana", both, secret("otra"), true))
                .isEqualTo(new Verdict.Right(1));
        assertThat(verifier.computations()).isEqualTo(2);
        assertThat(verifier.verify("ana", both, secret("otra"), true))
                .isEqualTo(new Verdict.Right(1));
        assertThat(verifier.computations()).isEqualTo(2);
    }

    @Test
    void manyAtOnceAllGetTheirAnswer() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Verdict>> tasks = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                String password = i % 2 == 0 ? "secreto" : "x" + i;
                boolean known = i % 3 == 0;
                String account = "a" + i;
                tasks.add(
                        () -> verifier.verify(account, List.of(SECRETO), secret(password), known));
            }
            List<Future<Verdict>> verdicts = threads.invokeAll(tasks);
            for (int i = 0; i < verdicts.size(); i++) {
                assertThat(verdicts.get(i).get())
                        .isEqualTo(i % 2 == 0 ? new Verdict.Right(0) : new Verdict.Wrong());
            }
        }
        assertThat(verifier.computations()).isEqualTo(60);
    }

    @Test
    void floodOfStrangersLeavesATurnForThoseKnown() throws Exception {
        PasswordHash costly =
                Argon2idHash.of(secret("secreto"), RANDOM, new Argon2Cost(4096, 1, 1));
        int strangers = 300;
        CountDownLatch started = new CountDownLatch(strangers);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < strangers; i++) {
                String account = "a" + i;
                threads.execute(() -> {
                    started.countDown();
                    verifier.verify(account, List.of(costly), secret("x"), false);
                });
            }
            started.await();
            Verdict ana = verifier.verify("ana", List.of(costly), secret("secreto"), true);
            assertThat(ana).isEqualTo(new Verdict.Right(0));
            assertThat(verifier.computations()).isLessThan(strangers);
        }
        assertThat(verifier.computations()).isEqualTo(strangers + 1);
    }

    @Test
    void tooManyWaitingAreToldAtOnce() {
        Limits none = new Limits(1, 0, Duration.ofSeconds(5), 10, Duration.ofHours(1));
        try (PasswordVerifier small = new PasswordVerifier(none, clock, RANDOM)) {
            assertThat(small.verify("ana", List.of(SECRETO), secret("secreto"), true))
                    .isEqualTo(new Verdict.Busy());
            assertThat(small.computations()).isZero();
        }
    }

    @Test
    void closedVerifierIsBusy() {
        verifier.close();
        assertThat(verify("ana", SECRETO, "secreto")).isEqualTo(new Verdict.Busy());
        assertThat(verify("ana", SECRETO, "secreto")).isEqualTo(new Verdict.Busy());
        assertThat(verify("ana", SECRETO, "secreto")).isEqualTo(new Verdict.Busy());
    }

    @Test
    void interruptedCallerIsToldThatNothingWasFoundOut() {
        Thread.currentThread().interrupt();
        assertThat(verify("ana", SECRETO, "secreto")).isEqualTo(new Verdict.Busy());
        assertThat(Thread.interrupted()).isTrue();
        assertThat(verify("ana", SECRETO, "secreto")).isEqualTo(new Verdict.Right(0));
    }
}
