package dev.buzon.e2e.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.e2e.crash.Ledger.Found;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The negative controls of the crash loop: the ledger sees each thing that must not happen. */
class LedgerTest {
    private static final Found A = new Found("a-1", "u1", true);
    private static final Found B = new Found("b-1", "u2", true);

    private final Ledger ledger = new Ledger();

    private void delivered(Found... letters) {
        for (Found one : letters) {
            ledger.trying(one.name(), Set.of("ana"));
            ledger.accepted(one.name(), "ana");
        }
    }

    private void there(Found... found) {
        ledger.compare(Map.of("ana", List.of(found)));
    }

    @Test
    void whatIsAsItShouldBeIsNotReported() {
        delivered(A, B);
        ledger.trying("c-1", Set.of("ana"));
        there(A, B);
        ledger.leaving("ana", Set.of("a-1"));
        ledger.left("ana", Set.of("a-1"));
        there(B);
        assertThat(ledger.wrong()).isEmpty();
        assertThat(ledger.deliveries()).isEqualTo(2);
        assertThat(ledger.deletes()).isEqualTo(1);
        assertThat(ledger.unanswered()).isEqualTo(1);
    }

    @Test
    void whatWasAcknowledgedAndNeverDeliveredIsLost() {
        delivered(A, B);
        there(B);
        assertThat(ledger.wrong()).containsExactly("ana: lost: a-1");
    }

    @Test
    void whatIsThereTwiceIsDoubled() {
        delivered(A);
        there(A, new Found("a-1", "u2", true));
        assertThat(ledger.wrong()).contains("ana: doubled: a-1");
    }

    @Test
    void whatWasDeletedAndIsThereCameBack() {
        delivered(A);
        ledger.leaving("ana", Set.of("a-1"));
        ledger.left("ana", Set.of("a-1"));
        there(A);
        assertThat(ledger.wrong()).containsExactly("ana: came back: a-1");
    }

    @Test
    void whatWasOnceNotThereMayNotComeLater() {
        ledger.trying("a-1", Set.of("ana"));
        there();
        there(A);
        assertThat(ledger.wrong()).containsExactly("ana: came back: a-1");
    }

    @Test
    void halfASessionsDeletesAreReported() {
        delivered(A, B);
        ledger.leaving("ana", Set.of("a-1", "b-1"));
        there(A);
        assertThat(ledger.wrong())
                .containsExactly("ana: of 2 deletes in one session 1 were not done");
    }

    @Test
    void aDeliveryToSomeOfItsRecipientsIsReported() {
        ledger.trying("a-1", Set.of("ana", "luis"));
        ledger.compare(Map.of("ana", List.of(A), "luis", List.of()));
        assertThat(ledger.wrong()).containsExactly("delivered to some of its recipients: a-1");
    }

    @Test
    void otherOctetsUidlsAndSendersAreReported() {
        delivered(A, B);
        there(A, B);
        there(new Found("a-1", "u1", false), new Found("b-1", "u3", true));
        there(A, new Found("b-1", "u3", true), new Found("x-1", "u4", true));
        assertThat(ledger.wrong())
                .containsExactly(
                        "ana: other octets: a-1",
                        "ana: another UIDL for b-1",
                        "ana: nobody sent x-1");
    }

    @Test
    void aUidlOfSomethingElseIsReported() {
        delivered(A);
        there(A);
        ledger.leaving("ana", Set.of("a-1"));
        ledger.left("ana", Set.of("a-1"));
        delivered(B);
        there(new Found("b-1", "u1", true));
        assertThat(ledger.wrong()).containsExactly("ana: the UIDL of a-1 was given again");
    }
}
