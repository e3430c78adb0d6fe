package dev.buzon.client.sync;

import dev.buzon.client.ledger.Digest;
import dev.buzon.client.pop3.Listed;
import dev.buzon.client.pop3.Pop3Session;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What tells messages apart whose identifiers do not: digests of their headers (C-005, Q-034). */
final class HeaderDigests {
    private static final int BUFFER_OCTETS = 64 * 1024;

    private HeaderDigests() {}

    /** Digests of the headers of these messages by their numbers, as far as they can be had. */
    static Map<Integer, Digest> of(Pop3Session pop, List<Listed> messages) throws IOException {
        Map<Integer, Digest> digests = new HashMap<>();
        byte[] part = new byte[BUFFER_OCTETS];
        pop.top(
                messages,
                0,
                (listed, in) -> {
                    Measure measure = new Measure();
                    for (int n = in.read(part); n >= 0; n = in.read(part)) {
                        measure.take(part, 0, n);
                    }
                    digests.put(listed.number(), measure.done().header());
                });
        return digests;
    }
}
