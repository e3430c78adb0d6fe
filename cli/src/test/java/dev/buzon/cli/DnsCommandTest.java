package dev.buzon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.Master;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

class DnsCommandTest {
    @TempDir Path folder;
    private Path config;

    @BeforeEach
    void configure() throws Exception {
        config =
                Files.writeString(
                        folder.resolve("buzon.toml"),
                        """
                        hostname = "mail.example.org"
                        domains = ["example.org", "bücher.example"]
                        [listen]
                        https = "*:443"
                        """);
    }

    private Typed type(String language, String... more) {
        List<String> args = new ArrayList<>(List.of("dns", "--config", config.toString()));
        args.addAll(List.of(more));
        return Typed.Person.usual().speaking(language).types(args.toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"C", "es_ES.UTF-8"})
    void whatIsPrintedIsAZoneFile(String language) throws Exception {
        Typed typed = type(language, "example.org");
        assertThat(typed.code()).isZero();
        assertThat(typed.err()).isEmpty();
        List<String> read = new ArrayList<>();
        var master =
                new Master(
                        new ByteArrayInputStream(typed.out().getBytes(StandardCharsets.UTF_8)),
                        Name.root);
        for (Record one = master.nextRecord(); one != null; one = master.nextRecord()) {
            read.add(one.getName().toString());
        }
        assertThat(read)
                .hasSize(13)
                .contains(
                        "example.org.", "_pop3s._tcp.example.org.", "_ua-auto-config.example.org.");
    }

    @Test
    void withoutADomainAllAreMeant() {
        Typed typed = type("C");
        assertThat(typed.out()).contains("\nexample.org. ", "\nxn--bcher-kva.example. ");
        assertThat(type("C", "BÜCHER.example").out()).contains("\nxn--bcher-kva.example. ");
    }

    @Test
    void anotherDomainIsASentence() {
        Typed typed = type("C", "example.net");
        assertThat(typed.code()).isEqualTo(1);
        assertThat(typed.out()).isEmpty();
        assertThat(typed.err()).startsWith("buzon: example.net is no domain of this post office");
    }

    @Test
    void jsonHasTheSameRecordsAndNotes() throws Exception {
        Files.writeString(config, "hostname = \"mail.example.org\"\ndomains = [\"example.org\"]");
        assertThat(type("C", "--json").out())
                .startsWith(
                        "{\"domain\":\"example.org\",\"host\":\"mail.example.org\",\"records\":[{\"name\":\"example.org.\",\"type\":\"MX\",\"ttl\":3600,\"data\":\"10 mail.example.org.\"},")
                .endsWith("\"data\":\"0 0 0 .\"}],\"notes\":[\"no-http\"]}\n")
                .contains("\"data\":\"\\\"v=spf1 mx a:mail.example.org ~all\\\"\"");
    }

    @Test
    void freePortsAreThoseOfTheServerThatRuns() throws Exception {
        Files.writeString(
                config,
                """
                hostname = "mail.example.org"
                domains = ["example.org"]
                [listen]
                pop3s = "127.0.0.1:0"
                """);
        assertThat(type("C").out()).doesNotContain("_pop3s").contains("_pop3.");
        Files.writeString(folder.resolve("ports"), "admin /x\npop3s 127.0.0.1 12345\n");
        assertThat(type("C", "--data", folder.toString()).out())
                .contains("0 1 12345 mail.example.org.");
        assertThat(type("C", "--data", "/nowhere").code()).isZero();
    }
}
