package dev.buzon.testing.pop3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.testing.pop3.QuirkyServer.Door;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class QuirkyServersTest {
    @Test
    void namesAreUnique() {
        List<String> names = QuirkyServers.all().stream().map(QuirkyServer::name).toList();
        assertThat(names).doesNotHaveDuplicates().hasSizeGreaterThan(90);
        assertThat(names).allMatch(name -> name.matches("[a-z0-9-]+"));
        assertThat(QuirkyServers.named("no-uidl")).isPresent();
        assertThat(QuirkyServers.named("nobody")).isEmpty();
    }

    @Test
    void everyRowOfTheServersQuirksHasAnEntry() {
        String rows =
                QuirkyServers.all().stream()
                        .map(QuirkyServer::rows)
                        .collect(Collectors.joining(" "));
        assertThat(IntStream.rangeClosed(22, 41).mapToObj(n -> "Q-%03d".formatted(n)))
                .allSatisfy(row -> assertThat(rows).contains(row));
    }

    @Test
    void everyKindOfQuirkIsUsedInTheCatalogue() {
        Set<Class<?>> used = new HashSet<>();
        QuirkyServers.all().forEach(one -> one.quirks().forEach(quirk -> note(quirk, used)));
        Set<String> unused = new TreeSet<>();
        Stream.of(Quirk.class.getPermittedSubclasses())
                .filter(kind -> !used.contains(kind))
                .forEach(kind -> unused.add(kind.getSimpleName()));
        assertThat(unused).containsExactly("CutAtOctet"); // for campaigns over all octets
    }

    private static void note(Quirk quirk, Set<Class<?>> used) {
        used.add(quirk.getClass());
        if (quirk instanceof Quirk.OnVisits(_, _, var inner)) {
            note(inner, used);
        }
        if (quirk instanceof Quirk.OnConnections(_, _, var inner)) {
            note(inner, used);
        }
        if (quirk instanceof Quirk.OnMessage(_, var inner)) {
            note(inner, used);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.buzon.testing.pop3.QuirkyServers#all")
    void eachStartsAndHoldsItsMessages(QuirkyServer quirky) {
        try (MisbehavingServer server = quirky.start();
                Caller caller = new Caller(quirky.port(server))) {
            caller.send("");
            assertThat(server.messages()).hasSize(quirky.messages().size());
        }
    }

    @Test
    void aClientThatDoesItAllIsNotComplainedOf() {
        QuirkyServer quirky = QuirkyServers.named("well-behaved").orElseThrow();
        try (MisbehavingServer server = quirky.start()) {
            assertThat(quirky.complaints(server, List.of(), List.of(false)))
                    .contains("message 1 was not stored", "message 5 was not stored");
            try (Caller ana = Caller.loggedIn(server)) {
                for (int n = 1; n <= 5; n++) {
                    ana.askLines("RETR " + n);
                    ana.ask("DELE " + n);
                }
                ana.ask("QUIT");
            }
            assertThat(quirky.complaints(server, quirky.messages(), List.of(false))).isEmpty();
            assertThat(quirky.complaints(server, quirky.messages().subList(1, 5), List.of(false)))
                    .contains("message 1 was deleted and not stored");
        }
    }

    @Test
    void aClientThatShouldHaveRefusedIsComplainedOf() {
        QuirkyServer quirky = QuirkyServers.named("stls-stripped").orElseThrow();
        assertThat(quirky.door()).isEqualTo(Door.STLS);
        try (MisbehavingServer server = quirky.start()) {
            assertThat(quirky.complaints(server, List.of(), List.of(true))).isEmpty();
            Caller.loggedIn(server).close();
            List<byte[]> stored =
                    List.of(
                            quirky.messages().getFirst(),
                            quirky.messages().getFirst(),
                            new byte[1]);
            assertThat(quirky.complaints(server, stored, List.of(false)))
                    .contains(
                            "something secret was said in clear",
                            "message 1 was stored 2 times",
                            "a run ended as if all were well",
                            "3 messages were stored")
                    .anyMatch(text -> text.startsWith("something was stored that is no message"));
        }
    }
}
