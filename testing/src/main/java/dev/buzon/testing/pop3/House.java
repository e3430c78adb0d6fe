package dev.buzon.testing.pop3;

import dev.buzon.testing.tls.CertificateForm;
import dev.buzon.testing.tls.TestAuthority;
import dev.buzon.testing.tls.TestAuthority.ServerIdentity;
import dev.buzon.testing.wire.Gate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What all connections of a scripted server have in common. */
final class House {
    /** Who may come in, and how. */
    record Door(String user, String password, String token, List<String> mechanisms) {
        Door {
            mechanisms = List.copyOf(mechanisms);
        }
    }

    private final Door door;
    private final MessageBox box = new MessageBox();
    private final TestAuthority authority = TestAuthority.create();
    private final TestAuthority stranger = TestAuthority.create();
    private final Map<Quirk.Shown, ServerIdentity> identities = new ConcurrentHashMap<>();
    private final Map<Quirk.Refuses, Integer> refusals = new ConcurrentHashMap<>();
    private final Gate gate = new Gate();
    private final AtomicInteger visits = new AtomicInteger();
    private final Quirk.Shown usual =
            new Quirk.Shown(CertificateForm.of("localhost", "pop.example.test", "127.0.0.1"), true);
    private volatile List<Quirk> quirks;

    House(Door door, List<Quirk> quirks) {
        this.door = door;
        this.quirks = List.copyOf(quirks);
    }

    Door door() {
        return door;
    }

    MessageBox box() {
        return box;
    }

    TestAuthority authority() {
        return authority;
    }

    List<Quirk> quirks() {
        return quirks;
    }

    void behave(List<Quirk> others) {
        quirks = List.copyOf(others);
        refusals.clear();
    }

    int visits() {
        return visits.get();
    }

    int nextVisit() {
        return visits.incrementAndGet();
    }

    ServerIdentity identity(Script script) {
        return identities.computeIfAbsent(
                script.first(Quirk.Shown.class).orElse(usual),
                shown -> (shown.trusted() ? authority : stranger).issue(shown.form()));
    }

    /** Whether this refusal is to be made once more; if so, it is counted. */
    boolean refusesAgain(Quirk.Refuses refusal) {
        return refusals.merge(refusal, 1, Integer::sum) <= refusal.times();
    }

    /** Where those wait who stall. */
    Gate gate() {
        return gate;
    }
}
