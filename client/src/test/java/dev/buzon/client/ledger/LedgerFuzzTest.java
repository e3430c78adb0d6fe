package dev.buzon.client.ledger;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** A ledger may hold anything: reading it ends, and no record comes that does not print back. */
class LedgerFuzzTest {
    @FuzzTest(maxDuration = "10s")
    void readingEndsWhateverTheFileHolds(byte[] file) throws IOException {
        Known known = new Known();
        LedgerReader reader =
                new LedgerReader(change -> {
                    byte[] line = RecordLine.print(change);
                    if (!RecordLine.sound(line, 0, line.length - 1)) {
                        throw new IllegalStateException("a line without its sum");
                    }
                    Change again = RecordLine.parse(line, 0, line.length - 1);
                    if (!again.equals(change)) {
                        throw new IllegalStateException(change + " became " + again);
                    }
                    known.apply(change);
                });
        Health health = reader.read(new ByteArrayInputStream(file));
        if (health.records() < 0 || health.tornOctets() > file.length) {
            throw new IllegalStateException(health.toString());
        }
    }
}
