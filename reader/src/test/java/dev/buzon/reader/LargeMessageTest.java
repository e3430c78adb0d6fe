package dev.buzon.reader;

import static dev.buzon.reader.OwnHouse.ANA;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.buzon.reader.web.Browser;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is large goes through the reader without being in memory. */
class LargeMessageTest {
    @TempDir private Path folder;
    private OwnHouse house;

    @BeforeEach
    void build() {
        house = new OwnHouse(folder);
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void aMessageOf200MegabytesIsSavedInPieces() throws Exception {
        house.account(ANA);
        Path inbox = house.home.mailOf(ANA);
        Files.createDirectories(inbox.resolve("cur"));
        Files.createDirectories(inbox.resolve("new"));
        Files.createDirectories(inbox.resolve("tmp"));
        try (var out = Files.newOutputStream(inbox.resolve("cur/1.M1.host:2,S"))) {
            out.write(
                    """
                    From: luis@example.org
                    Subject: large
                    Content-Type: application/octet-stream; name=large.bin
                    Content-Disposition: attachment; filename=large.bin
                    Content-Transfer-Encoding: base64

                    """
                            .getBytes(StandardCharsets.UTF_8));
            byte[] line = ("QUJD".repeat(19) + "\n").getBytes(StandardCharsets.UTF_8);
            byte[] block = new byte[line.length * 1000];
            for (int i = 0; i < 1000; i++) {
                System.arraycopy(line, 0, block, i * line.length, line.length);
            }
            for (int i = 0; i < 2_600; i++) {
                out.write(block);
            }
        }
        house.open();
        JsonObject row = house.row(ANA + ":inbox", 1, 0);
        JsonObject message =
                house.browser().get("/api/messages/" + row.get("id").getAsLong()).json();
        String url =
                message.getAsJsonArray("attachments")
                        .get(0)
                        .getAsJsonObject()
                        .get("url")
                        .getAsString();
        long before = used();
        long most = 0;
        long octets = 0;
        try (var in = new Browser(URI.create(url).getPort()).listen(URI.create(url).getRawPath())) {
            byte[] buffer = new byte[1 << 16];
            for (int got = in.read(buffer); got > 0; got = in.read(buffer)) {
                octets += got;
                most = octets % (40 << 20) < got ? Math.max(most, used()) : most;
            }
        }
        assertThat(octets).isEqualTo(2_600L * 1000 * 57);
        assertThat(most - before).isLessThan(40L << 20);
    }

    /** What is in use once nothing is left that could be thrown away. */
    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
