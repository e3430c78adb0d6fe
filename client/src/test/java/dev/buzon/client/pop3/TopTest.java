package dev.buzon.client.pop3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Headers and first lines, from servers that have TOP and others. */
class TopTest {
    private final Taken taken = new Taken();

    @Test
    void topIsTriedOnceAndWhatWasLearnedIsKept() throws Exception {
        try (Peer peer = new Peer(Drops.small(1).but("TOP", "-ERR unknown\r\n"));
                Pop3Session pop = peer.clear().open()) {
            Answers answers = pop.top(pop.list(), 0, taken);
            assertThat(answers.refused()).hasSize(1);
            assertThat(pop.quirks().topUnusable()).isTrue();
            assertThat(pop.retrieve(List.of(new Listed(1, 10, Optional.empty())), taken).done())
                    .hasSize(1);
        }
    }
}
