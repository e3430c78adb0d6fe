package dev.buzon.bench.proc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProcessTreeTest {
    private static final String STAT =
            "4242 (a) b (c) S 17 4242 4242 0 -1 4194560 18780 321775 0 136 63 207 527 287 20 0 13 0 98765 44679168 3316 18446744073709551615 1 1 0 0 0 0 0 4096 1256 0 0 0 17 1 0 0 0 0 0\n";

    @TempDir Path proc = Path.of(".");

    @Test
    void aStatIsRead() {
        assertThat(ProcStat.parse(STAT))
                .isEqualTo(new ProcStat(4242, "a) b (c", 17, 63 + 207 + 527 + 287, 98765));
    }

    @Test
    void anotherTextIsNotAStat() {
        assertThatThrownBy(() -> ProcStat.parse("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ProcStat.parse("1 (x) S 1 2"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void descendantsCountAndStrangersDoNot() throws IOException {
        process(10, 1, 100, 5, 1000, 2000);
        process(11, 10, 20, 6, 300, 900);
        process(12, 11, 3, 7, 40, 80);
        process(20, 1, 5000, 8, 7, 7);
        ProcessTree tree = new ProcessTree(proc, List.of(10));
        assertThat(tree.cpu()).isEqualTo(Duration.ofMillis(1230));
        assertThat(tree.memory()).isEqualTo(new Memory(1340 * 1024, true, 3));
    }

    @Test
    void aChildWhoseParentDiedIsKept() throws IOException {
        process(10, 1, 100, 5, 1, 1);
        process(11, 10, 20, 6, 1, 1);
        process(12, 11, 3, 7, 1, 1);
        ProcessTree tree = new ProcessTree(proc, List.of(10));
        assertThat(tree.cpu()).isEqualTo(Duration.ofMillis(1230));
        Files.delete(proc.resolve("11/stat"));
        process(10, 1, 120, 5, 1, 1); // has waited for 11
        process(12, 1, 4, 7, 1, 1);
        assertThat(tree.cpu()).isEqualTo(Duration.ofMillis(1240));
    }

    @Test
    void anotherProcessUnderTheSamePidIsAStranger() throws IOException {
        process(10, 1, 100, 5, 1, 1);
        process(12, 10, 3, 7, 1, 1);
        ProcessTree tree = new ProcessTree(proc, List.of(10));
        assertThat(tree.cpu()).isEqualTo(Duration.ofMillis(1030));
        process(12, 1, 900, 8, 1, 1);
        assertThat(tree.cpu()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void withoutProportionalSizesResidentOnesAreSummed() throws IOException {
        process(10, 1, 0, 5, 1000, 2000);
        process(11, 10, 0, 6, 300, 900);
        Files.delete(proc.resolve("11/smaps_rollup"));
        assertThat(new ProcessTree(proc, List.of(10)).memory())
                .isEqualTo(new Memory(2900 * 1024, false, 2));
    }

    @Test
    void thisVeryProcessIsSeen() throws IOException {
        ProcessTree self = new ProcessTree(List.of((int) ProcessHandle.current().pid()));
        assertThat(self.cpu()).isPositive();
        assertThat(self.memory().octets()).isGreaterThan(1 << 20);
    }

    private void process(int pid, int parent, int ticks, int start, int pss, int rss)
            throws IOException {
        Path folder = Files.createDirectories(proc.resolve(Integer.toString(pid)));
        Files.writeString(
                folder.resolve("stat"),
                pid
                        + " (x y) S "
                        + parent
                        + " 0 0 0 -1 0 0 0 0 0 "
                        + ticks
                        + " 0 0 0 20 0 1 0 "
                        + start
                        + " 0 0\n");
        Files.writeString(
                folder.resolve("smaps_rollup"),
                "00-ff ---p 00000000 00:00 0 [rollup]\nRss: "
                        + rss
                        + " kB\nPss:                 "
                        + pss
                        + " kB\nPss_Anon: 7 kB\n");
        Files.writeString(folder.resolve("status"), "Name:\tx\nVmRSS:\t    " + rss + " kB\n");
    }
}
