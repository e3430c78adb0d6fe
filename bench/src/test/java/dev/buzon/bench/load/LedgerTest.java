package dev.buzon.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LedgerTest {
    @Test
    void whatIsMissingIsCounted() {
        Ledger acknowledged = new Ledger();
        Ledger fetched = new Ledger();
        acknowledged.add(1, 10);
        acknowledged.add(1, 11);
        acknowledged.add(2, 10);
        fetched.add(1, 10);
        fetched.add(2, 11);
        assertThat(acknowledged.missingIn(fetched)).isEqualTo(2);
        assertThat(fetched.missingIn(acknowledged)).isEqualTo(1);
        assertThat(acknowledged.missingIn(acknowledged)).isZero();
        assertThat(acknowledged.size()).isEqualTo(3);
    }
}
