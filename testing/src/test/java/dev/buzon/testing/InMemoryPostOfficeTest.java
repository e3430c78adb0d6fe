package dev.buzon.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class InMemoryPostOfficeTest {
    private static final String ANA = "ana@example.test";

    @Test
    void whoeverWaitsIsWokenByADelivery() {
        try (var office = InMemoryPostOffice.with().account(ANA, "secreto").start()) {
            var waiting = CompletableFuture.supplyAsync(() -> office.awaitMessages(ANA, 2));
            office.deliver(ANA, "Subject: one\r\n\r\n");
            office.deliver(ANA, "Subject: two\r\n\r\n");
            assertThat(waiting.join()).extracting(StoredMessage::text).hasSize(2);
            assertThatThrownBy(() -> office.awaitMessages(ANA, 3, Duration.ofMillis(50)))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("holds 2 messages and not 3");
        }
    }

    @Test
    void aMaildropCanBeEmptiedAndItsOwnerStays() {
        try (var office = InMemoryPostOffice.with().account(ANA, "secreto").start()) {
            office.deliver(ANA, "Subject: one\r\n\r\n");
            office.empty(ANA);
            assertThat(office.messages(ANA)).isEmpty();
            office.deliver(ANA, "Subject: two\r\n\r\n");
            assertThat(office.messages(ANA)).hasSize(1);
            assertThatThrownBy(() -> office.empty("nobody@example.test"))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void timeStandsStillUntilSomebodyMovesIt() {
        try (var office = InMemoryPostOffice.with().account(ANA, "secreto").start()) {
            var before = office.now();
            office.deliver(ANA, "Subject: one\r\n\r\n");
            office.advance(Duration.ofDays(3));
            office.deliver(ANA, "Subject: two\r\n\r\n");
            assertThat(office.messages(ANA))
                    .extracting(StoredMessage::arrived)
                    .containsExactly(before, before.plus(Duration.ofDays(3)));
        }
    }

    @Test
    void aClientTrustsItsCertificateForLocalhost() throws IOException {
        try (var office = InMemoryPostOffice.start();
                var socket =
                        (SSLSocket)
                                office.clientTls()
                                        .getSocketFactory()
                                        .createSocket("localhost", office.port("pop3s"))) {
            var parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            var in =
                    new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.US_ASCII));
            assertThat(in.readLine()).startsWith("+OK");
        }
    }

    @Test
    void portsCanBeChosen() throws IOException {
        int free;
        try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = probe.getLocalPort();
        }
        try (var office = InMemoryPostOffice.with().port("pop3", free).start()) {
            assertThat(office.port("pop3")).isEqualTo(free);
        }
        assertThatThrownBy(() -> InMemoryPostOffice.with().port("imap", 143))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void accountsOfOtherDomainsBringTheirDomain() {
        try (var office = InMemoryPostOffice.with().account("eva@shop.test", "x").start()) {
            office.account("luis@shop.test", "y");
            assertThat(office.messages("luis@shop.test")).isEmpty();
            assertThatThrownBy(() -> office.account("luis@elsewhere.test", "y"))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
