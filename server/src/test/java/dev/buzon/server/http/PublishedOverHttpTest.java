package dev.buzon.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.server.http.PublishedOffice.Said;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class PublishedOverHttpTest {
    private static final String XML = "/mail/config-v1.1.xml";

    @TempDir Path data;
    private PublishedOffice office;

    @BeforeEach
    void open() throws Exception {
        office =
                new PublishedOffice(
                        data,
                        """
                        [discovery]
                        pop3s = "pop.example.test:995"
                        submissions = "pop.example.test:465"
                        """);
    }

    @AfterEach
    void close() {
        office.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "autoconfig.example.test",
                "AutoConfig.Example.TEST",
                "example.test",
                "example.test.",
                "example.test:8080",
                "autodiscover.example.test",
                "ua-auto-config.example.test",
                "autoconfig.xn--bcher-kva.example",
                "autoconfig.pop.example.test"
            })
    void everyNameOfTheHouseHasItsDocument(String host) throws Exception {
        for (String path :
                List.of(
                        XML,
                        "/.well-known/autoconfig/mail/config-v1.1.xml",
                        "/Mail/Config-V1.1.XML",
                        XML + "?emailaddress=ana%40example.test")) {
            Said said = office.ask("GET", host, path);
            assertThat(said.status()).as(path).isEqualTo(200);
            assertThat(said.header("Content-Type")).isEqualTo("text/xml; charset=utf-8");
            assertThat(said.header("Cache-Control")).isEqualTo("public, max-age=3600");
            assertThat(said.header("Connection")).isEqualToIgnoringCase("close");
            assertThat(said.body()).contains("<hostname>pop.example.test</hostname>");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.net",
                "autoconfig.example.net",
                "autoconfig.autoconfig.example.test",
                "example.test.example.net",
                "127.0.0.1",
                "[::1]:80",
                "<script>"
            })
    void otherHostsAreNotFoundAndNothingIsReflected(String host) throws Exception {
        Said said = office.ask("GET", host, XML + "?emailaddress=%3Cscript%3E");
        assertThat(said.status()).isBetween(400, 404);
        assertThat(said.head() + said.body()).doesNotContain("script", "example.net");
    }

    @Test
    void otherPathsAreNotFound() throws Exception {
        for (String path : List.of("/", "/mail/", "/metrics", "/mail/../etc/passwd", "/mail/%00")) {
            Said said = office.ask("GET", "example.test", path);
            assertThat(said.status()).as(path).isBetween(400, 404);
            assertThat(said.body()).isIn("", "Not found\n");
        }
    }

    @Test
    void headSaysTheSameWithoutTheDocument() throws Exception {
        Said get = office.ask("GET", "example.test", XML);
        Said head = office.ask("HEAD", "example.test", XML);
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.header("Content-Length")).isEqualTo(get.header("Content-Length"));
        assertThat(head.header("Content-Type")).isEqualTo(get.header("Content-Type"));
    }

    @Test
    void whatIsNotReadIsRefused() throws Exception {
        for (String method : List.of("PUT", "DELETE", "OPTIONS", "PATCH", "TRACE")) {
            assertThat(office.ask(method, "example.test", XML).status()).as(method).isEqualTo(405);
        }
        Said said = office.ask("DELETE", "example.test", "/autodiscover/autodiscover.xml");
        assertThat(said.header("Allow")).isEqualTo("GET, HEAD, POST");
    }

    @Test
    void autodiscoverAnswersWhoPostsAndWhoDoesNot() throws Exception {
        String path = "/AutoDiscover/AutoDiscover.xml";
        Said got = office.ask("GET", "autodiscover.example.test", path);
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.header("Content-Type")).isEqualTo("text/xml; charset=utf-8");
        assertThat(got.body()).contains("<Type>POP3</Type>").doesNotContain("LoginName");
        Said posted = office.say(post(path, request("ana@example.test")));
        assertThat(posted.body()).contains("<LoginName>ana@example.test</LoginName>");
        assertThat(posted.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void nobodyLearnsWhoHasAnAccount() throws Exception {
        String path = "/autodiscover/autodiscover.xml";
        String ana = office.say(post(path, request("ana@example.test"))).body();
        String nobody = office.say(post(path, request("xyz@example.test"))).body();
        assertThat(nobody).isEqualTo(ana.replace("ana@", "xyz@"));
        assertThat(office.ask("GET", "example.test", XML + "?emailaddress=ana@example.test"))
                .isEqualTo(office.ask("GET", "example.test", XML));
    }

    @Test
    void theSecondVersionSaysWhereTheFirstIs() throws Exception {
        for (String path :
                List.of(
                        "/autodiscover/autodiscover.json?Email=a@example.test&Protocol=AutodiscoverV1",
                        "/AutoDiscover/AutoDiscover.json/v1.0/a@example.test?Protocol=AutodiscoverV1",
                        "/autodiscover/autodiscover.json")) {
            Said said = office.ask("GET", "autodiscover.example.test", path);
            assertThat(said.header("Content-Type")).isEqualTo("application/json; charset=utf-8");
            assertThat(said.body())
                    .isEqualTo(
                            "{\"Protocol\":\"AutodiscoverV1\",\"Url\":\"https://autodiscover.example.test/autodiscover/autodiscover.xml\"}\n");
        }
        Said other =
                office.ask(
                        "GET",
                        "autodiscover.example.test",
                        "/autodiscover/autodiscover.json?Protocol=ActiveSync");
        assertThat(other.status()).isEqualTo(400);
        assertThat(other.body()).contains("InvalidProtocol").doesNotContain("ActiveSync");
    }

    @Test
    void paccHasTheSameOctetsEveryTime() throws Exception {
        String path = "/.well-known/user-agent-configuration.json";
        Said first = office.ask("GET", "ua-auto-config.example.test", path);
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("Content-Type")).startsWith("application/json");
        assertThat(office.ask("GET", "UA-auto-config.example.test", path).body())
                .isEqualTo(first.body());
    }

    private static String request(String address) {
        return """
        <?xml version="1.0" encoding="utf-8"?>
        <Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006">
          <Request><EMailAddress>%s</EMailAddress></Request>
        </Autodiscover>
        """
                .formatted(address);
    }

    private static String post(String path, String body) {
        return "POST %s HTTP/1.1\r\nHost: autodiscover.example.test\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(path, body.length(), body);
    }
}
