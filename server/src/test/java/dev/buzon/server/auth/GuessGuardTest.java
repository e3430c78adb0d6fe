package dev.buzon.server.auth;

import static dev.buzon.server.auth.AuthFixtures.RANDOM;
import static dev.buzon.server.auth.AuthFixtures.address;
import static dev.buzon.server.auth.AuthFixtures.secret;
import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.server.auth.AuthFixtures.HandClock;
import dev.buzon.server.auth.GuessGuard.Attempt;
import dev.buzon.server.auth.GuessGuard.Turn;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.junit.jupiter.api.Test;

/** How guessing is slowed down and owners are not, on a clock that is moved by hand. */
class GuessGuardTest {
    private static final InetAddress HOME = address("192.0.2.1");
    private static final InetAddress CAFE = address("192.0.2.2");
    private static final InetAddress EVIL = address("198.51.100.9");

    private final HandClock clock = new HandClock();
    private final GuessGuard guard =
            new GuessGuard(GuessGuard.Limits.STANDARD, clock, RANDOM, _ -> false);

    private Turn fail(InetAddress from, String user, String password) {
        try (Attempt attempt = guard.attempt(from, user)) {
            Turn turn = attempt.next();
            if (turn instanceof Turn.Go) {
                attempt.failed(secret(password));
            }
            return turn;
        }
    }

    private Turn succeed(InetAddress from, String user) {
        try (Attempt attempt = guard.attempt(from, user)) {
            Turn turn = attempt.next();
            if (turn instanceof Turn.Go) {
                attempt.succeeded();
            }
            return turn;
        }
    }

    /** Guesses without mercy until the guard has turned the attacker away for long. */
    private void attack(InetAddress from, String user, Duration time) {
        Instant end = clock.instant().plus(time);
        for (int i = 0; clock.instant().isBefore(end); i++) {
            switch (fail(from, user, "guess " + from + i)) {
                case Turn.Go() -> clock.advance(Duration.ofMillis(50));
                case Turn.Wait(var wait) -> clock.advance(wait);
                case Turn.TooMany _ -> clock.advance(Duration.ofSeconds(1));
            }
        }
    }

    @Test
    void firstMistakeCostsNothing() {
        assertThat(fail(HOME, "ana", "a")).isEqualTo(new Turn.Go());
        assertThat(succeed(HOME, "ana")).isEqualTo(new Turn.Go());
    }

    @Test
    void gapsGrow() {
        assertThat(fail(HOME, "ana", "a")).isEqualTo(new Turn.Go());
        assertThat(fail(HOME, "ana", "b")).isEqualTo(new Turn.Go());
        assertThat(fail(HOME, "ana", "c")).isEqualTo(new Turn.Wait(Duration.ofSeconds(2)));
        clock.advance(Duration.ofSeconds(2));
        assertThat(fail(HOME, "ana", "c")).isEqualTo(new Turn.Go());
        assertThat(fail(HOME, "ana", "d")).isEqualTo(new Turn.Wait(Duration.ofSeconds(4)));
        clock.advance(Duration.ofSeconds(4));
        fail(HOME, "ana", "d");
        clock.advance(Duration.ofSeconds(8));
        fail(HOME, "ana", "e");
        assertThat(fail(HOME, "ana", "f")).isEqualTo(new Turn.TooMany(Duration.ofSeconds(16)));
    }

    @Test
    void waitingEndsWithPatience() {
        failTimes(4); // the next gap is 8 s
        try (Attempt attempt = guard.attempt(CAFE, "ana")) {
            assertThat(attempt.next()).isEqualTo(new Turn.Wait(Duration.ofSeconds(8)));
            clock.advance(Duration.ofSeconds(8));
            assertThat(attempt.next()).isEqualTo(new Turn.Go());
            assertThat(attempt.next()).isEqualTo(new Turn.Go());
            attempt.failed(secret("x"));
        }
        assertThat(fail(CAFE, "ana", "y")).isEqualTo(new Turn.TooMany(Duration.ofSeconds(16)));
        clock.advance(Duration.ofSeconds(7));
        try (Attempt attempt = guard.attempt(CAFE, "ana")) {
            assertThat(attempt.next()).isEqualTo(new Turn.Wait(Duration.ofSeconds(9)));
            clock.advance(Duration.ofSeconds(9));
            fail(EVIL, "ana", "z"); // somebody else was faster
            assertThat(attempt.next()).isEqualTo(new Turn.TooMany(Duration.ofSeconds(32)));
        }
    }

    private void failTimes(int times) {
        for (int i = 0; i < times; i++) {
            while (fail(EVIL, "ana", "guess" + i) instanceof Turn.Wait(var time)) {
                clock.advance(time);
            }
        }
    }

    @Test
    void sameWrongPasswordIsOneGuess() {
        for (int i = 0; i < 500; i++) {
            assertThat(fail(HOME, "ana", "forgotten")).isEqualTo(new Turn.Go());
            clock.advance(Duration.ofMinutes(1));
        }
        assertThat(succeed(HOME, "ana")).isEqualTo(new Turn.Go());
    }

    @Test
    void ownerComesInFromAGoodAddressWhileOthersGuess() {
        succeed(HOME, "ana");
        attack(EVIL, "ana", Duration.ofMinutes(30));
        assertThat(succeed(CAFE, "ana")).isInstanceOf(Turn.TooMany.class);
        for (int i = 0; i < 100; i++) {
            assertThat(succeed(HOME, "ana")).isEqualTo(new Turn.Go());
        }
        assertThat(guard.attempt(HOME, "ana").fromGoodAddress()).isTrue();
        assertThat(guard.attempt(EVIL, "ana").fromGoodAddress()).isFalse();
    }

    @Test
    void addressIsGoodOnlyForWhoLoggedInThere() {
        succeed(HOME, "ana");
        assertThat(guard.attempt(HOME, "luis").fromGoodAddress()).isFalse();
        attack(HOME, "luis", Duration.ofMinutes(5));
        assertThat(fail(HOME, "luis", "x")).isInstanceOf(Turn.TooMany.class);
        assertThat(succeed(HOME, "ana")).isEqualTo(new Turn.Go());
    }

    @Test
    void goodAddressIsNoLicenceToGuess() {
        succeed(HOME, "ana");
        attack(HOME, "ana", Duration.ofMinutes(5));
        assertThat(fail(HOME, "ana", "another")).isInstanceOf(Turn.TooMany.class);
        assertThat(succeed(CAFE, "ana")).isEqualTo(new Turn.Go());
    }

    @Test
    void goodAddressIsForgottenInTime() {
        succeed(HOME, "ana");
        clock.advance(Duration.ofDays(30));
        assertThat(guard.attempt(HOME, "ana").fromGoodAddress()).isFalse();
    }

    @Test
    void ownAccountOfAnAttackerDoesNotClearItsAddress() {
        for (int i = 0; i < 30; i++) {
            fail(EVIL, "victim" + i, "x");
            clock.advance(Duration.ofSeconds(2));
            succeed(EVIL, "accomplice" + i);
        }
        assertThat(fail(EVIL, "ana", "x")).isNotEqualTo(new Turn.Go());
    }

    @Test
    void failuresAreForgottenInTime() {
        attack(EVIL, "ana", Duration.ofHours(1));
        assertThat(fail(EVIL, "ana", "x")).isInstanceOf(Turn.TooMany.class);
        clock.advance(Duration.ofHours(8));
        assertThat(fail(EVIL, "ana", "y")).isEqualTo(new Turn.Go());
        assertThat(fail(EVIL, "ana", "z")).isEqualTo(new Turn.Go());
    }

    @Test
    void addressOfVersion6CountsByItsNetwork() {
        assertThat(GuessGuard.network(address("2001:db8:1:2::1")))
                .isEqualTo(GuessGuard.network(address("2001:db8:1:2:ffff::9")))
                .isNotEqualTo(GuessGuard.network(address("2001:db8:1:3::1")));
        assertThat(GuessGuard.network(address("::ffff:192.0.2.1")))
                .isEqualTo(GuessGuard.network(HOME));
        assertThat(GuessGuard.network(HOME)).isNotEqualTo(GuessGuard.network(CAFE));
    }

    @Test
    void loopbackIsAnAddressLikeOthersUnlessConfigured() {
        InetAddress loopback = address("127.0.0.1");
        attack(loopback, "ana", Duration.ofMinutes(10));
        assertThat(fail(loopback, "ana", "x")).isInstanceOf(Turn.TooMany.class);
        GuessGuard open =
                new GuessGuard(
                        GuessGuard.Limits.STANDARD, clock, RANDOM, InetAddress::isLoopbackAddress);
        for (int i = 0; i < 100; i++) {
            try (Attempt attempt = open.attempt(loopback, "ana")) {
                assertThat(attempt.next()).isEqualTo(new Turn.Go());
                attempt.failed(secret("x" + i));
            }
        }
    }

    @Test
    void officeThatComesAllAtOnceIsServed() {
        List<Attempt> attempts = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            Attempt attempt = guard.attempt(HOME, "user" + i);
            while (attempt.next() instanceof Turn.Wait(var time)) {
                clock.advance(time);
            }
            assertThat(attempt.next()).isEqualTo(new Turn.Go());
            attempts.add(attempt);
        }
        attempts.forEach(Attempt::succeeded);
        assertThat(succeed(HOME, "one more")).isInstanceOf(Turn.Wait.class);
        clock.advance(Duration.ofMillis(100));
        assertThat(succeed(HOME, "one more")).isEqualTo(new Turn.Go());
    }

    @Test
    void attemptThatWasGivenUpCountsForNothing() {
        for (int i = 0; i < 1000; i++) {
            try (Attempt attempt = guard.attempt(HOME, "ana")) {
                assertThat(attempt.next()).isEqualTo(new Turn.Go());
            }
        }
        assertThat(fail(HOME, "ana", "a")).isEqualTo(new Turn.Go());
    }

    @Test
    void attemptsHeldOpenDoNotUndoTheGaps() {
        List<Attempt> held = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            held.add(guard.attempt(EVIL, "ana"));
            assertThat(held.getLast().next()).isEqualTo(new Turn.Go());
        }
        failTimes(5);
        for (Attempt attempt : held) {
            attempt.close();
            assertThat(fail(EVIL, "ana", "x")).isEqualTo(new Turn.TooMany(Duration.ofSeconds(16)));
        }
    }

    @Test
    void memoryIsBounded() {
        GuessGuard.Limits standard = GuessGuard.Limits.STANDARD;
        GuessGuard small =
                new GuessGuard(
                        new GuessGuard.Limits(
                                standard.address(),
                                standard.user(),
                                standard.patience(),
                                10,
                                standard.goodFor()),
                        clock,
                        RANDOM,
                        _ -> false);
        for (int i = 0; i < 11; i++) {
            try (Attempt attempt = small.attempt(address("192.0.2." + i), "u" + i)) {
                assertThat(attempt.next()).isEqualTo(new Turn.Go());
                attempt.succeeded();
            }
        }
        assertThat(small.attempt(address("192.0.2.0"), "u0").fromGoodAddress()).isFalse();
        assertThat(small.attempt(address("192.0.2.10"), "u10").fromGoodAddress()).isTrue();
    }

    // TRUST: at most 60 guesses an hour from an address, 20 on an account from all addresses.

    @Test
    void sixteenTasksOfOneAddressGetSixtyGuessesAnHour() {
        int guesses = simulate(16, 1, _ -> "ana");
        assertThat(guesses).isBetween(5, 20);
        int sprayed = simulate(16, 1, task -> "user" + task);
        assertThat(sprayed).isBetween(20, 60);
    }

    @Test
    void fiftyAddressesGetTwentyGuessesAnHourOnOneAccount() {
        assertThat(simulate(50, 50, _ -> "luis")).isBetween(5, 20);
    }

    private interface Target {
        String of(int guess);
    }

    private record Event(Instant at, int task, Optional<Attempt> checking) {}

    /** One hour of tasks that guess as fast as they are let, each check taking 80 ms. */
    private int simulate(int tasks, int addresses, Target target) {
        int guesses = 0;
        Instant end = clock.instant().plus(Duration.ofHours(1));
        PriorityQueue<Event> events = new PriorityQueue<>(Comparator.comparing(Event::at));
        List<Optional<Attempt>> waiting = new ArrayList<>();
        for (int task = 0; task < tasks; task++) {
            waiting.add(Optional.empty());
            events.add(new Event(clock.instant(), task, Optional.empty()));
        }
        int next = 0;
        for (Event event = events.remove(); event.at().isBefore(end); event = events.remove()) {
            clock.set(event.at());
            int task = event.task();
            if (event.checking().isPresent()) {
                event.checking().get().failed(secret("guess" + next++));
            }
            InetAddress from = address("10.0.0." + task % addresses);
            int guess = next;
            Attempt attempt =
                    waiting.get(task).orElseGet(() -> guard.attempt(from, target.of(guess)));
            waiting.set(task, Optional.empty());
            switch (attempt.next()) {
                case Turn.Go() -> {
                    guesses++;
                    events.add(new Event(event.at().plusMillis(80), task, Optional.of(attempt)));
                }
                case Turn.Wait(var time) -> {
                    waiting.set(task, Optional.of(attempt));
                    events.add(new Event(event.at().plus(time), task, Optional.empty()));
                }
                case Turn.TooMany _ ->
                        events.add(new Event(event.at().plusSeconds(1), task, Optional.empty()));
            }
        }
        return guesses;
    }
}
