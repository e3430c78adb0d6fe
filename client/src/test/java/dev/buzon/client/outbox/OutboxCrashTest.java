package dev.buzon.client.outbox;

import static dev.buzon.client.outbox.Post.letter;
import static dev.buzon.client.outbox.Post.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.client.disk.Disk;
import dev.buzon.testing.wire.Transcript;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** C-031: the outbox survives a crash at any point. */
class OutboxCrashTest {
    @TempDir private Path folder = Path.of("");

    /** A disk that breaks at one operation, whole or in the middle, and for good. */
    private static final class BreakingDisk implements Disk {
        private final Disk real = Disk.real();
        private final boolean half;
        private int left;

        BreakingDisk(int operations, boolean half) {
            this.left = operations;
            this.half = half;
        }

        boolean broke() {
            return left < 0;
        }

        private void step() throws IOException {
            if (left <= 0) {
                left = -1;
                throw new IOException("pulled the plug");
            }
            left--;
        }

        @Override
        public void makeFolder(Path at) throws IOException {
            real.makeFolder(at);
        }

        @Override
        public Writing create(Path file) throws IOException {
            step();
            return new Breaking(real.create(file));
        }

        @Override
        public Writing append(Path file) throws IOException {
            step();
            return new Breaking(real.append(file));
        }

        @Override
        public void rename(Path from, Path to) throws IOException {
            step();
            real.rename(from, to);
        }

        @Override
        public boolean remove(Path file) throws IOException {
            step();
            return real.remove(file);
        }

        @Override
        public void sync(Path at) throws IOException {
            step();
            real.sync(at);
        }

        private final class Breaking implements Writing {
            private final Writing writing;

            Breaking(Writing writing) {
                this.writing = writing;
            }

            @Override
            public void write(ByteBuffer octets) throws IOException {
                if (left == 0 && half) {
                    writing.write(octets.slice(octets.position(), octets.remaining() / 2));
                }
                step();
                writing.write(octets);
            }

            @Override
            public void sync() throws IOException {
                step();
                writing.sync();
            }

            @Override
            public long octets() throws IOException {
                return writing.octets();
            }

            @Override
            public void cut(long octets) throws IOException {
                step();
                writing.cut(octets);
            }

            @Override
            public Closeable lock() throws IOException {
                return writing.lock();
            }

            @Override
            public void close() throws IOException {
                writing.close();
            }
        }
    }

    @Test
    void whereverTheDiskBreaksNothingIsLostAndNothingDoubledUntold() throws Exception {
        int points = 0;
        int doubts = 0;
        for (boolean half : new boolean[] {false, true}) {
            boolean broke = true;
            for (int operations = 0; broke; operations++) {
                Path home = Files.createDirectory(folder.resolve(half + "-" + operations));
                try (Post post = new Post(home)) {
                    Path place = home.resolve("outbox");
                    BreakingDisk disk = new BreakingDisk(operations, half);
                    Optional<OutboxEntry> put = Optional.empty();
                    try {
                        Outbox outbox = Outbox.at(place, disk, post);
                        put = Optional.of(outbox.put(Post.ANA, letter(1), to("luis@example.test")));
                        outbox.flush(_ -> true, post::open);
                    } catch (IOException e) {
                        assertThat(e).hasMessage("pulled the plug");
                    }
                    broke = disk.broke();
                    Outbox after = Outbox.at(place, Disk.real(), post);
                    after.flush(_ -> true, post::open);
                    doubts += check(after, put, post, half + " " + operations) ? 1 : 0;
                    points++;
                }
            }
        }
        assertThat(points).isGreaterThan(30);
        assertThat(doubts).isPositive(); // the way between the end and the answer was taken
    }

    /** Whether the one message may be doubled. */
    private static boolean check(Outbox after, Optional<OutboxEntry> put, Post post, String where)
            throws IOException {
        Outbox.Listing listing = after.list();
        assertThat(listing.damaged()).as(where).isEmpty();
        assertThat(listing.entries()).as(where).allMatch(OutboxEntry::isSent);
        int taken = post.server().taken().size();
        if (put.isPresent()) {
            assertThat(listing.entries()).as(where).hasSize(1);
            assertThat(taken).as(where).isPositive();
        }
        boolean told = listing.entries().stream().anyMatch(OutboxEntry::mayBeDoubled);
        assertThat(taken).as(where).isLessThanOrEqualTo(told ? 2 : 1);
        return told;
    }

    @Test
    void whenTheProgramIsKilledNothingIsLostAndNothingDoubledUntold() throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        int kills = Integer.getInteger("kills", 3);
        try (Post post = new Post(folder)) {
            Path place = folder.resolve("outbox");
            List<String> put = new ArrayList<>();
            for (int kill = 0; kill < kills; kill++) {
                put.addAll(untilKilled(place, post.server().tlsPort(), 3 + random.nextInt(12)));
            }
            Outbox after = Outbox.at(place);
            for (int i = 0; i < 5; i++) {
                after.flush(_ -> true, post::open);
            }
            String why =
                    "-Dseed="
                            + seed
                            + " "
                            + post.server().transcripts().stream()
                                    .map(Transcript::toString)
                                    .toList();
            Outbox.Listing listing = after.list();
            assertThat(listing.damaged()).as(why).isEmpty();
            assertThat(listing.entries()).allMatch(OutboxEntry::isSent);
            List<String> copies = Post.copies(post.server().taken());
            for (String id : put) {
                assertThat(copies).as(why).anyMatch(copy -> copy.startsWith(id + " "));
            }
            for (OutboxEntry entry : listing.entries()) {
                String copy = entry.messageId() + " luis@example.test";
                assertThat(Collections.frequency(copies, copy))
                        .as(why)
                        .isBetween(1, entry.mayBeDoubled() ? 3 : 1);
            }
        }
    }

    /** Runs a sender in a process of its own and kills it when it has put so many messages. */
    private List<String> untilKilled(Path place, int port, int messages) throws Exception {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                OutboxVictim.class.getName(),
                                place.toString(),
                                Integer.toString(port),
                                folder.resolve("authority.pem").toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        List<String> put = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                process.getInputStream(), StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine();
                    line != null && put.size() < messages;
                    line = lines.readLine()) {
                put.add(line);
            }
        } finally {
            process.destroyForcibly();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(put).hasSize(messages);
        return put;
    }
}
