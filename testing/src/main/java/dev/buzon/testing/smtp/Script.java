package dev.buzon.testing.smtp;

import dev.buzon.testing.tls.CertificateForm;
import dev.buzon.testing.tls.TestAuthority;
import dev.buzon.testing.tls.TestAuthority.ServerIdentity;
import dev.buzon.testing.wire.Gate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** What all connections of a scripted submission server have in common. */
final class Script {
    /** Who may send. */
    record Door(String user, String password, String token, List<String> mechanisms) {
        Door {
            mechanisms = List.copyOf(mechanisms);
        }
    }

    private final Door door;
    private final TestAuthority authority = TestAuthority.create();
    private final TestAuthority stranger = TestAuthority.create();
    private final SmtpQuirk.Shown usual =
            new SmtpQuirk.Shown(CertificateForm.of("localhost", "127.0.0.1"), true);
    private final Map<SmtpQuirk.Shown, ServerIdentity> identities = new ConcurrentHashMap<>();
    private final Map<SmtpQuirk.Refuses, Integer> refusals = new ConcurrentHashMap<>();
    private final List<TakenMail> taken = new CopyOnWriteArrayList<>();
    private final Gate gate = new Gate();
    private volatile List<SmtpQuirk> quirks;

    Script(Door door, List<SmtpQuirk> quirks) {
        this.door = door;
        this.quirks = List.copyOf(quirks);
    }

    Door door() {
        return door;
    }

    Gate gate() {
        return gate;
    }

    TestAuthority authority() {
        return authority;
    }

    List<TakenMail> taken() {
        return List.copyOf(taken);
    }

    void take(TakenMail mail) {
        taken.add(mail);
        gate.tell();
    }

    void behave(List<SmtpQuirk> others) {
        quirks = List.copyOf(others);
        refusals.clear();
    }

    <Q extends SmtpQuirk> Stream<Q> all(Class<Q> kind, int connection) {
        return quirks.stream()
                .flatMap(quirk ->
                        quirk instanceof SmtpQuirk.OnConnections(var first, var last, var inner)
                                ? Stream.of(inner)
                                        .filter(_ -> first <= connection && connection <= last)
                                : Stream.of(quirk))
                .filter(kind::isInstance)
                .map(kind::cast);
    }

    Optional<String> refusal(Step step, int connection) {
        return all(SmtpQuirk.Refuses.class, connection)
                .filter(one -> one.step() == step)
                .filter(one -> refusals.merge(one, 1, Integer::sum) <= one.times())
                .map(SmtpQuirk.Refuses::reply)
                .findFirst();
    }

    boolean lacks(String keyword, int connection) {
        return all(SmtpQuirk.Lacks.class, connection)
                .anyMatch(one -> one.keyword().equals(keyword));
    }

    ServerIdentity identity(int connection) {
        return identities.computeIfAbsent(
                all(SmtpQuirk.Shown.class, connection).findFirst().orElse(usual),
                shown -> (shown.trusted() ? authority : stranger).issue(shown.form()));
    }
}
