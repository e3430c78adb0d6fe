package dev.buzon.reader.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What can be taken back, and jobs in the background. */
final class UndosTest {
    private final MovedAlarms time = new MovedAlarms();
    private final List<String> done = new CopyOnWriteArrayList<>();

    @Test
    void itIsTakenBackOnce() throws IOException {
        Undos undos = new Undos(time);
        String token = undos.add(() -> done.add("back"), () -> done.add("last"));
        assertThat(undos.undo(token)).isTrue();
        assertThat(undos.undo(token)).isFalse();
        time.move(Duration.ofMinutes(1));
        undos.end();
        assertThat(done).containsExactly("back");
    }

    @Test
    void whatWasPutOffIsDoneWhenItIsTooLate() throws Exception {
        Undos undos = new Undos(time);
        CountDownLatch last = new CountDownLatch(1);
        String token = undos.add(() -> done.add("back"), last::countDown);
        time.move(Undos.WINDOW);
        assertThat(last.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(undos.undo(token)).isFalse();
        assertThat(done).isEmpty();
    }

    @Test
    void theOldestOfTooManyIsDone() throws IOException {
        Undos undos = new Undos(time);
        String first = undos.add(() -> done.add("back"), () -> done.add("last"));
        for (int i = 0; i < Undos.MOST; i++) {
            undos.add(() -> {});
        }
        assertThat(done).containsExactly("last");
        assertThat(undos.undo(first)).isFalse();
    }

    @Test
    void aJobIsStoppedAndSaysSo() throws Exception {
        Bulletin bulletin = new Bulletin(Duration.ofMillis(1));
        Jobs jobs = new Jobs(bulletin, e -> Sentence.of("test.failed"));
        CountDownLatch never = new CountDownLatch(1);
        try (Awaiting awaiting = new Awaiting(bulletin)) {
            String id =
                    jobs.start(
                                    Sentence.of("test.job"),
                                    report -> {
                                        report.at(3, OptionalLong.of(10));
                                        never.await();
                                        return Sentence.NONE;
                                    })
                            .orElseThrow();
            awaiting.until("progress", () -> jobs.state(id).orElseThrow().done() == 3);
            jobs.stop(id);
            awaiting.until("the stop", () -> jobs.state(id).orElseThrow().ended());
            assertThat(jobs.state(id).orElseThrow().stage()).isEqualTo(JobState.Stage.STOPPED);
            String failing =
                    jobs.start(
                                    Sentence.of("test.job"),
                                    report -> {
                                        throw new IOException("no");
                                    })
                            .orElseThrow();
            awaiting.until("the failure", () -> jobs.state(failing).orElseThrow().ended());
            assertThat(jobs.state(failing).orElseThrow().text().text()).isEqualTo("test.failed");
        } finally {
            jobs.end();
            bulletin.close();
        }
    }
}
