package dev.buzon.client.pop3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.buzon.client.net.Security;
import dev.buzon.client.net.ServerAddress;
import dev.buzon.client.net.Trust;
import dev.buzon.client.net.WireLog;
import dev.buzon.protocol.Secret;
import dev.buzon.testing.InMemoryPostOffice;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The client at our own post office. */
class PostOfficeTest {
    private static final String ANA = "ana@example.test";

    private InMemoryPostOffice office = InMemoryPostOffice.start();
    private final List<String> log = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void account() {
        office.account(ANA, "s3cret clave");
    }

    @AfterEach
    void close() {
        office.close();
    }

    @Test
    void everythingIsCollectedAndDeleted() throws Exception {
        for (int i = 1; i <= 300; i++) {
            office.deliver(ANA, message(i));
        }
        List<String> seen = new ArrayList<>();
        try (Pop3Session pop = clear().open()) {
            assertThat(pop.stat().count()).isEqualTo(300);
            List<Listed> all = pop.list();
            assertThat(all).hasSize(300).allMatch(m -> m.uid().isPresent());
            Answers answers =
                    pop.retrieve(
                            all,
                            (m, in) -> {
                                byte[] octets = in.readAllBytes();
                                assertThat(octets).hasSize((int) m.octets());
                                seen.add(new String(octets, StandardCharsets.UTF_8));
                            });
            assertThat(answers.complete()).isTrue();
            assertThat(pop.quirks().pipelining()).isEqualTo(Quirks.Pipelining.WORKS);
            assertThat(pop.commit(answers.done()).complete()).isTrue();
        }
        assertThat(seen).hasSize(300);
        for (int i = 1; i <= 300; i++) {
            assertThat(seen.get(i - 1)).isEqualTo(new String(message(i), StandardCharsets.UTF_8));
        }
        try (Pop3Session pop = clear().open()) {
            assertThat(pop.list()).isEmpty();
        }
        assertThat(log).noneMatch(line -> line.contains("s3cret"));
    }

    @Test
    void closingWithoutCommitDeletesNothing() throws Exception {
        office.deliver(ANA, message(1));
        try (Pop3Session pop = clear().open()) {
            assertThat(pop.delete(pop.list()).complete()).isTrue();
        }
        try (Pop3Session pop = clear().open()) {
            assertThat(pop.delete(pop.list()).complete()).isTrue();
            pop.rollback();
        }
        try (Pop3Session pop = clear().open()) {
            assertThat(pop.list()).hasSize(1);
        }
    }

    @Test
    void tlsAtOnceAndLaterWithScram() throws Exception {
        office.deliver(ANA, message(1));
        for (Pop3 door : List.of(tls(), upgraded())) {
            try (Pop3Session pop = door.listAhead().open()) {
                ByteArrayOutputStream header = new ByteArrayOutputStream();
                pop.top(pop.list(), 0, (m, in) -> in.transferTo(header));
                assertThat(header.toString(StandardCharsets.UTF_8)).isEqualTo("Subject: 1\r\n\r\n");
                assertThat(pop.quirks().scramUsed()).isTrue();
                pop.commit();
            }
        }
        assertThat(log).contains("C: AUTH SCRAM-SHA-256 ***").contains("C: STLS");
    }

    @Test
    void wrongPasswordIsALoginRefusedByCode() {
        assertThatThrownBy(() -> tls().password(Secret.of(new byte[] {'x'})).open())
                .isInstanceOfSatisfying(
                        Pop3Exception.LoginRefused.class, e -> assertThat(e.coded()).isTrue());
    }

    @Test
    void secondSessionIsInUse() throws Exception {
        try (Pop3Session first = clear().open()) {
            assertThat(first.list()).isEmpty();
            assertThatThrownBy(() -> clear().open()).isInstanceOf(Pop3Exception.InUse.class);
        }
    }

    private Pop3 clear() {
        return at("pop3", Security.CLEARTEXT);
    }

    private Pop3 tls() throws IOException {
        return at("pop3s", Security.IMPLICIT_TLS).trust(Trust.authorities(certificate()));
    }

    private Pop3 upgraded() throws IOException {
        return at("pop3", Security.UPGRADE).trust(Trust.authorities(certificate()));
    }

    private Pop3 at(String door, Security security) {
        return Pop3.at(new ServerAddress("localhost", office.port(door)), security)
                .user(ANA)
                .password(Secret.of("s3cret clave".getBytes(StandardCharsets.UTF_8)))
                .log(WireLog.to(log::add));
    }

    private Path certificate() {
        return office.data().resolve("self-signed.pem");
    }

    private static byte[] message(int number) {
        return ("Subject: " + number + "\r\n\r\n.\r\n..\r\nbody " + "x".repeat(number * 7) + "\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }
}
