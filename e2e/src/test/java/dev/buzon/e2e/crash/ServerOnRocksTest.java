package dev.buzon.e2e.crash;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.buzon.server.PostOffice;
import dev.buzon.server.Surroundings;
import dev.buzon.server.Wiring;
import dev.buzon.server.config.Config;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The post office as it is wired for a disk: restarts, damage, a message larger than its memory.
 */
class ServerOnRocksTest {
    private static final int LINES = 25_000;
    private static final int BIG_PIECES = 100;
    private static final long BIG_OCTETS = 200_000_000;

    /** Heap, RocksDB's caches and buffers, the JVM itself; far below the message. */
    private static final long BIG_MEMORY_KIB = 180 << 10;

    @TempDir private Path folder;

    private static PostOffice open(ServerProcess.Place place) throws Exception {
        return Wiring.open(Config.load(place.config()), place.data(), Surroundings.real());
    }

    private static Talk pop3(PostOffice office) throws IOException {
        return Talk.pop3(office.port("pop3"), "ana");
    }

    private static void deliver(PostOffice office, String name) throws IOException {
        try (Talk lmtp = Talk.lmtp(office.port("lmtp"))) {
            assertThat(lmtp.deliver(name, List.of("ana"))).allMatch(a -> a.startsWith("250 "));
        }
    }

    @Test
    void uidlsStayThroughRestartsOfTheServer() throws Exception {
        var place = ServerProcess.found(folder, "", "ana");
        Map<Integer, String> first;
        try (PostOffice office = open(place)) {
            for (String name : List.of("a-10", "b-2000", "c-300000")) {
                deliver(office, name);
            }
            try (Talk pop3 = pop3(office)) {
                first = pop3.uidls();
                assertThat(first).hasSize(3);
                pop3.done("DELE 1"); // without QUIT it stays
            }
        }
        try (PostOffice office = open(place);
                Talk pop3 = pop3(office)) {
            assertThat(pop3.uidls()).isEqualTo(first);
            pop3.done("DELE 2");
            pop3.done("QUIT");
        }
        try (PostOffice office = open(place)) {
            deliver(office, "d-20");
            try (Talk pop3 = pop3(office)) {
                Map<Integer, String> now = pop3.uidls();
                assertThat(now).hasSize(3);
                assertThat(now.get(1)).isEqualTo(first.get(1));
                assertThat(now.get(2)).isEqualTo(first.get(3));
                assertThat(first).doesNotContainValue(now.get(3));
            }
        }
    }

    @Test
    void damageIsToldAndTheOtherMessagesAreServed() throws Exception {
        var place = ServerProcess.found(folder, "", "ana");
        try (PostOffice office = open(place)) {
            for (String name : List.of("whole-100", "damaged-3000", "late-900000", "too-5000")) {
                deliver(office, name);
            }
        }
        flip(place.data(), "damaged-3000", 1_000);
        flip(place.data(), "late-900000", 800_000);
        try (PostOffice office = open(place)) {
            try (Talk pop3 = pop3(office)) {
                assertThat(pop3.ask("RETR 2")).startsWith("-ERR [SYS/PERM] ");
                assertThat(pop3.ask("TOP 2 0")).startsWith("-ERR [SYS/PERM] ");
                assertThat(pop3.ask("DELE 2")).startsWith("-ERR ");
                for (int number : List.of(1, 4)) {
                    assertThat(Letter.intact(pop3.retrieve(number))).isTrue();
                    pop3.done("DELE " + number);
                }
                pop3.done("QUIT");
            }
            try (Talk pop3 = pop3(office)) {
                assertThat(pop3.uidls()).hasSize(2);
                // Never a short message that looks whole: the connection ends before the dot.
                assertThatThrownBy(() -> pop3.retrieve(2))
                        .isInstanceOfAny(EOFException.class, SocketException.class);
            }
            try (Talk pop3 = pop3(office)) {
                assertThat(pop3.uidls()).hasSize(2);
            }
        }
    }

    /** Flips a bit in the octets of a message behind this offset, wherever they are stored. */
    private static void flip(Path data, String name, int offset) throws IOException {
        byte[] part = Arrays.copyOfRange(Letter.octets(name), offset, offset + 40);
        String needle = new String(part, ISO_8859_1);
        try (Stream<Path> files = Files.walk(data.resolve("store"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".blob")).toList()) {
                int at = new String(Files.readAllBytes(file), ISO_8859_1).indexOf(needle);
                if (at >= 0) {
                    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
                        open.seek(at);
                        open.write(part[0] ^ 1);
                    }
                    return;
                }
            }
        }
        throw new AssertionError("not found on the disk: " + name);
    }

    @Test
    void whatWasAcknowledgedAMomentAgoOutlivesAKill() throws Exception {
        var place = ServerProcess.found(folder, "", "ana");
        try (var server = ServerProcess.start(place);
                Talk lmtp = server.lmtp()) {
            for (int i = 0; i < 20; i++) {
                assertThat(lmtp.deliver("m" + i + "-500", List.of("ana")))
                        .allMatch(a -> a.startsWith("250 "));
            }
            server.kill();
        }
        try (var server = ServerProcess.start(place);
                Talk pop3 = server.pop3("ana")) {
            assertThat(pop3.uidls()).hasSize(20);
            for (int i = 1; i <= 19; i++) {
                pop3.done("DELE " + i);
            }
            pop3.done("QUIT");
            server.kill();
        }
        try (var server = ServerProcess.start(place);
                Talk pop3 = server.pop3("ana")) {
            assertThat(pop3.uidls()).hasSize(1);
            assertThat(Letter.name(pop3.retrieve(1))).isEqualTo("m19-500");
        }
    }

    @Test
    void twoHundredMegabytesGoThroughAServerOfSixtyFour() throws Exception {
        var place = ServerProcess.found(folder, "[limits]\nmessage-size = \"300 MB\"\n", "ana");
        byte[] piece = new byte[(int) (BIG_OCTETS / BIG_PIECES)];
        int lineOctets = piece.length / LINES;
        for (int i = 0; i < piece.length; i += lineOctets) {
            byte[] line = "x".repeat(lineOctets - 2).concat("\r\n").getBytes(US_ASCII);
            System.arraycopy(line, 0, piece, i, lineOctets);
        }
        CRC32C sent = new CRC32C();
        try (var server = ServerProcess.start(place, "-Xmx64m")) {
            try (Talk lmtp = server.lmtp()) {
                lmtp.begin(List.of("ana"));
                lmtp.send("Subject: big\r\n\r\n".getBytes(US_ASCII));
                for (int i = 0; i < BIG_PIECES; i++) {
                    piece[0] = (byte) ('a' + i % 26); // the pieces differ
                    sent.update(piece);
                    lmtp.send(piece);
                }
                assertThat(lmtp.ask(".")).startsWith("250 ");
            }
            try (Talk pop3 = server.pop3("ana")) {
                long octets = Long.parseLong(pop3.ask("LIST 1").split(" ", -1)[2]);
                assertThat(octets).isGreaterThan(BIG_OCTETS);
                pop3.done("RETR 1");
                pop3.octets((int) (octets - BIG_OCTETS));
                CRC32C got = new CRC32C();
                for (int i = 0; i < BIG_PIECES; i++) {
                    got.update(pop3.octets(piece.length));
                }
                assertThat(got.getValue()).isEqualTo(sent.getValue());
                assertThat(pop3.line()).isEqualTo(".");
                pop3.done("DELE 1");
                pop3.done("QUIT");
            }
            assertThat(server.mostMemoryKib()).isLessThan(BIG_MEMORY_KIB);
        }
    }
}
