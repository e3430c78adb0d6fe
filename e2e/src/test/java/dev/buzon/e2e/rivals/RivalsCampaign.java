package dev.buzon.e2e.rivals;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/**
 * The whole table, a quarter of an hour: not in an ordinary build, which has {@link RivalsTest}.
 * The profile {@code rivals} gives it the memory it needs.
 */
class RivalsCampaign {
    @Test
    void everythingIsMeasuredAndTheBarsAreMet() throws Exception {
        OurCommand.build();
        String machine = Page.machine();
        Sheet sheet = new Sheet();
        try (Laboratory lab = new Laboratory()) {
            Campaign campaign = new Campaign(lab, sheet);
            try (Server server = new BuzonServer(lab.folder())) {
                campaign.all(server);
            }
            try (Server server = new DovecotServer()) {
                campaign.control(server);
            }
        } finally {
            // What was measured until something went wrong is worth looking at.
            System.out.println(Page.of(sheet, machine));
        }
        Files.writeString(Page.FILE, Page.of(sheet, machine));
        assertThat(sheet.bars()).allSatisfy(bar -> assertThat(bar.met()).as(bar.what()).isTrue());
    }
}
