package dev.buzon.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who holds a maildrop, and that nobody holds it longer than their session (RFC 1939 §4). */
class MaildropLockTest {
    private static final String NO_WAIT = "[pop3]\nlock-wait = \"0s\"\n";

    @TempDir private Path data;

    /** P-026, P-064. */
    @Test
    void quitFreesTheLockBeforeItIsAnswered() throws Exception {
        try (var office = new LiveOffice(data, NO_WAIT, UnaryOperator.identity())) {
            for (int i = 0; i < 20; i++) {
                try (Talk talk = office.loggedIn("ana")) {
                    talk.say("QUIT", "+OK");
                }
            }
        }
    }

    /** P-026: a newcomer waits for what the holder's kernel has already said. */
    @Test
    void connectionThatEndsOrBreaksFreesTheLock() throws Exception {
        try (var office = new LiveOffice(data)) {
            for (int i = 0; i < 20; i++) {
                office.loggedIn("ana").close();
                office.loggedIn("ana").reset();
            }
            try (Talk talk = office.loggedIn("ana")) {
                talk.say("QUIT", "+OK");
            }
        }
    }

    /** P-026. */
    @Test
    void silenceFreesTheLock() throws Exception {
        try (var office = new LiveOffice(data, NO_WAIT, UnaryOperator.identity());
                Talk holder = office.loggedIn("ana")) {
            office.pass(Duration.ofMinutes(11));
            assertThat(holder.rest()).isEmpty();
            office.loggedIn("ana").close();
        }
    }

    /** P-026: the session's own thread fails, and so may what it does on its way out. */
    @Test
    void sessionThatFailsFreesTheLock() throws Exception {
        var stubborn = new AtomicReference<StubbornStore>();
        try (var office =
                new LiveOffice(
                        data,
                        NO_WAIT,
                        store -> {
                            stubborn.set(new StubbornStore(store));
                            return stubborn.get();
                        })) {
            office.deliverThree("ana");
            Runnable failure =
                    () -> {
                        throw new IllegalStateException("told to fail");
                    };
            stubborn.get().beforeRead.set(failure);
            stubborn.get().beforeJournal.set(failure);
            try (Talk talk = office.loggedIn("ana")) {
                talk.send("RETR 1\r\n");
                assertThat(endOf(talk)).isEmpty();
            }
            LiveOffice.until(() -> office.locks().isEmpty());
            try (Talk talk = office.loggedIn("ana")) {
                talk.say("DELE 1", "+OK");
                talk.say("QUIT", "+OK");
            }
            try (Talk talk = office.loggedIn("ana")) {
                talk.say("STAT", "+OK 2 102");
            }
            LiveOffice.until(() -> office.locks().isEmpty());
        }
    }

    private static String endOf(Talk talk) {
        try {
            return talk.rest();
        } catch (IOException e) {
            return ""; // a reset
        }
    }

    /** a holder that is alive keeps the lock, however silent it is. */
    @Test
    void liveHolderKeepsTheLockFromANewcomerThatWaits() throws Exception {
        String wait = "[pop3]\nlock-wait = \"1s\"\n";
        try (var office = new LiveOffice(data, wait, UnaryOperator.identity());
                Talk holder = office.loggedIn("ana")) {
            office.pass(Duration.ofMinutes(2));
            long before = System.nanoTime();
            try (Talk newcomer = office.talk("pop3")) {
                newcomer.say("USER ana", "+OK");
                newcomer.say("PASS secreto", "-ERR [IN-USE] ");
            }
            assertThat(Duration.ofNanos(System.nanoTime() - before))
                    .isGreaterThanOrEqualTo(Duration.ofMillis(900));
            holder.say("STAT", "+OK 0 0");
        }
    }

    /** P-023, Q-006: a holder that ends while a newcomer waits hands the lock over. */
    @Test
    void newcomerThatWaitsGetsTheLockWhenTheHolderQuits() throws Exception {
        try (var office = new LiveOffice(data);
                Talk holder = office.loggedIn("ana");
                Talk newcomer = office.talk("pop3")) {
            newcomer.send("USER ana\r\nPASS secreto\r\n");
            holder.say("QUIT", "+OK");
            newcomer.hear("+OK");
            newcomer.hear("+OK");
        }
    }

    /** L1: a list that takes its time to open keeps nobody else from leaving. */
    @Test
    void slowOpeningForANewcomerThatWaitedKeepsNobodyElseFromQuitting() throws Exception {
        var stubborn = new AtomicReference<StubbornStore>();
        try (var office =
                        new LiveOffice(
                                data,
                                "",
                                store -> {
                                    stubborn.set(new StubbornStore(store));
                                    return stubborn.get();
                                });
                Talk ana = office.loggedIn("ana");
                Talk holder = office.loggedIn("luis");
                Talk newcomer = office.talk("pop3")) {
            var begun = new CountDownLatch(2);
            var goOn = new CountDownLatch(1);
            stubborn.get()
                    .beforeOpen
                    .set(() -> {
                        begun.countDown();
                        if (begun.getCount() == 0) {
                            await(goOn);
                        }
                    });
            newcomer.send("USER luis\r\nPASS secreto\r\n");
            await(begun);
            ana.say("QUIT", "+OK");
            holder.say("QUIT", "+OK");
            goOn.countDown();
            newcomer.hear("+OK");
            newcomer.hear("+OK");
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * P-023, P-024, P-086, P-087: of a hundred at once, one gets in and the others hear why not.
     */
    @Test
    void ofAHundredLoginsAtOnceOneGetsIn() throws Exception {
        try (var office = new LiveOffice(data, NO_WAIT, UnaryOperator.identity());
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var start = new CountDownLatch(1);
            var end = new CountDownLatch(1);
            var answered = new CountDownLatch(100);
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                Callable<String> client =
                        () -> {
                            try (Talk talk = office.talk("pop3")) {
                                talk.say("USER ana", "+OK");
                                start.await();
                                talk.send("PASS secreto\r\n");
                                String answer = talk.next();
                                answered.countDown();
                                end.await();
                                return answer;
                            }
                        };
                answers.add(clients.submit(client));
            }
            start.countDown();
            answered.await();
            end.countDown();
            int in = 0;
            for (Future<String> answer : answers) {
                in += answer.get().startsWith("+OK") ? 1 : 0;
                assertThat(answer.get()).matches("\\+OK .*|-ERR \\[IN-USE\\] .*");
            }
            assertThat(in).isEqualTo(1);
        }
    }
}
