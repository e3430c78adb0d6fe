package dev.buzon.e2e.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.client.discovery.Discovery;
import dev.buzon.client.discovery.name.MailAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The world of the mission is one in which servers can be found. */
@Timeout(60)
class WorldTest {
    @Test
    void itsPostOfficeIsFound(@TempDir Path folder) throws Exception {
        try (var world = new World(folder)) {
            var report =
                    new Discovery(world.internet())
                            .find(MailAddress.of(World.ANA), World.wishes(), _ -> {});
            assertThat(report.proposals()).as(report.toString()).isNotEmpty();
            assertThat(java.net.InetAddress.getAllByName(PostOfficeName.HOST))
                    .allMatch(java.net.InetAddress::isLoopbackAddress);
            assertThat(report.proposals().getFirst().isVerified()).as(report.toString()).isTrue();
        }
    }
}
