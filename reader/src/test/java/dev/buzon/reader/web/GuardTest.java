package dev.buzon.reader.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.reader.web.Browser.Reply;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets in, and who does not (TRUST rows W4). */
class GuardTest {
    private static final String KEY = "the-key-of-the-file";

    private Site site;
    private int port;

    @BeforeEach
    void open() throws IOException {
        site = Site.open(0, KEY, Optional::empty, _ -> Optional.empty());
        port = URI.create(site.origin()).getPort();
        site.routes()
                .add("GET", "/api/thing", _ -> Answer.json(Json.object().put("a", 1).made()))
                .add(
                        "POST",
                        "/api/thing",
                        request -> {
                            request.json();
                            return Answer.done();
                        })
                .add(
                        "GET",
                        "/api/broken",
                        _ -> {
                            throw new IllegalStateException("not for other eyes");
                        });
    }

    @AfterEach
    void close() {
        site.close();
    }

    private static void assertGuarded(Reply reply) {
        assertThat(reply.headers())
                .containsEntry("x-content-type-options", "nosniff")
                .containsEntry("referrer-policy", "no-referrer")
                .containsEntry("cross-origin-opener-policy", "same-origin")
                .containsEntry("cross-origin-resource-policy", "same-origin")
                .containsEntry("x-frame-options", "DENY");
        assertThat(reply.headers().get("content-security-policy"))
                .contains("default-src 'none'", "frame-ancestors 'none'", "form-action 'none'")
                .doesNotContain("unsafe-inline", "unsafe-eval", "*");
    }

    @Test
    void aTokenLetsOneBrowserInAndNoSecondOne() throws IOException {
        URI address = URI.create(site.address());
        String path = "/?" + address.getRawQuery();

        Reply first = new Browser(port).get(path);
        Reply second = new Browser(port).get(path);

        assertThat(first.status()).isEqualTo(303);
        assertThat(first.header("location")).contains("/");
        assertThat(first.header("set-cookie").orElseThrow())
                .startsWith("buzon-" + port + "=")
                .contains("; Path=/", "; HttpOnly", "; SameSite=Strict");
        assertGuarded(first);
        assertThat(second.status()).isEqualTo(401);
        assertThat(second.text()).contains("buzon mail");
        assertGuarded(second);
    }

    @Test
    void aBrowserThatIsInCanGoBackToTheAddressOfItsHistory() throws IOException {
        String address = site.address();
        Browser browser = Browser.at(address);

        assertThat(browser.get("/?" + URI.create(address).getRawQuery()).status()).isEqualTo(303);
        assertThat(browser.get("/api/thing").json().get("a").getAsInt()).isEqualTo(1);
    }

    @Test
    void withoutACookieNothingIsGiven() throws IOException {
        for (String path : List.of("/", "/api/thing", "/api/events", "/lit/x/y.js", "/?token=x")) {
            Reply reply = new Browser(port).get(path);
            assertThat(reply.status()).as(path).isEqualTo(401);
            assertGuarded(reply);
        }
    }

    @Test
    void aCookieThatIsAlmostRightIsRefused() throws IOException {
        Browser browser = Browser.at(site.address());
        Reply wrong =
                browser.with("Cookie", "buzon-" + port + "=" + "A".repeat(43)).get("/api/thing");

        assertThat(browser.get("/api/thing").status()).isEqualTo(200);
        assertThat(wrong.status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example:%d",
                "127.0.0.1.evil.example:%d",
                "127.0.0.1",
                "127.0.0.1:1",
                "localhost",
                "0.0.0.0:%d",
                "[::1]:%d",
                "2130706433:%d"
            })
    void anotherNameForThisMachineIsRefused(String host) throws IOException {
        Reply reply =
                Browser.at(site.address()).with("Host", host.formatted(port)).get("/api/thing");

        assertThat(reply.status()).isEqualTo(421);
        assertThat(reply.json().get("todo").getAsString()).contains("another name");
        assertGuarded(reply);
    }

    @Test
    void localhostIsAsGoodAsTheAddress() throws IOException {
        Browser browser = Browser.at(site.address()).with("Host", "localhost:" + port);

        assertThat(browser.get("/api/thing").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil.example",
                "null",
                "http://127.0.0.1:1",
                "https://127.0.0.1:%d",
                "http://localhost:%d"
            })
    void anotherPageMayNotAsk(String origin) throws IOException {
        Browser browser = Browser.at(site.address()).with("Origin", origin.formatted(port));

        assertThat(browser.get("/api/thing").status()).isEqualTo(403);
        assertThat(browser.get("/api/events").status()).isEqualTo(403);
        Reply posted =
                browser.with("X-Buzon", "1")
                        .send(
                                "POST",
                                "/api/thing",
                                "{}".getBytes(StandardCharsets.UTF_8),
                                "application/json");
        assertThat(posted.status()).isEqualTo(403);
        assertGuarded(posted);
    }

    @Test
    void aFormOfAnotherPageDoesNothing() throws IOException {
        Browser browser = Browser.at(site.address());
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);

        assertThat(browser.send("POST", "/api/thing", body, "text/plain").status()).isEqualTo(403);
        assertThat(
                        browser.with("X-Buzon", "1")
                                .send("POST", "/api/thing", body, "text/plain")
                                .status())
                .isEqualTo(415);
        assertThat(browser.with("Sec-Fetch-Site", "cross-site").get("/api/thing").status())
                .isEqualTo(403);
        assertThat(browser.with("Sec-Fetch-Site", "same-site").get("/api/thing").status())
                .isEqualTo(403);
        assertThat(browser.post("/api/thing", "{}").status()).isEqualTo(204);
    }

    @Test
    void whoeverCanReadOurFilesGetsAnAddress() throws IOException {
        Browser program = new Browser(port).with("X-Buzon-Key", KEY);

        Reply reply = program.send("POST", "/enter", new byte[0], "");

        String address = reply.json().get("address").getAsString();
        assertThat(Browser.at(address).get("/api/thing").status()).isEqualTo(200);
        assertThat(program.get("/enter").status()).isEqualTo(403);
        assertThat(
                        program.with("Origin", "http://127.0.0.1:" + port)
                                .send("POST", "/enter", new byte[0], "")
                                .status())
                .isEqualTo(403);
        assertThat(
                        new Browser(port)
                                .with("X-Buzon-Key", "x")
                                .send("POST", "/enter", new byte[0], "")
                                .status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../etc/passwd",
                "/%2e%2e/%2e%2e/etc/passwd",
                "/..%2f..%2fetc/passwd",
                "/lit/../../dev/buzon/reader/texts.properties",
                "/page/index.html",
                "/dev/buzon/reader/texts.properties",
                "/lit/rocksdb/x.js",
                "//etc/passwd",
                "/a%00.js",
                "/..\\..\\x.js",
                "/%5c%5cx.js",
                "/a//b.js",
                "/%c0%ae%c0%ae/x.js",
                "/x%zz.js",
                "/x%2.js",
                "/META-INF/MANIFEST.MF"
            })
    void pathsThatLeadElsewhereAreRefused(String path) throws IOException {
        Reply reply = Browser.at(site.address()).get(path);

        assertThat(reply.status()).isIn(400, 404);
        assertThat(reply.text()).doesNotContain("error.host", "root:");
        assertGuarded(reply);
    }

    @Test
    void whatIsNoHttpGetsAShortAnswer() throws IOException {
        for (String line :
                List.of(
                        "EHLO x\r\n\r\n",
                        "GET / HTTP/1.1\r\nno header\r\n\r\n",
                        "GET /" + "x".repeat(70_000) + " HTTP/1.1\r\n\r\n")) {
            Reply reply = new Browser(port).raw(line.getBytes(StandardCharsets.UTF_8));
            assertThat(reply.status()).isBetween(400, 505);
            assertGuarded(reply);
        }
    }

    @Test
    void errorsSayInTheLanguageOfThePersonWhatToDo() throws IOException {
        Browser spanish = new Browser(port).with("Accept-Language", "fr, es-ES;q=0.8, en;q=0.5");

        assertThat(spanish.get("/").text()).contains("lang=\"es\"", "Ejecute buzon mail");
        assertThat(spanish.get("/api/thing").json().get("text").getAsString())
                .contains("no conoce este navegador");
    }

    @Test
    void whatNobodyThoughtOfTellsNothing() throws IOException {
        Reply reply = Browser.at(site.address()).get("/api/broken");

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.text()).doesNotContain("not for other eyes");
        assertThat(reply.json().get("error").getAsString()).isEqualTo("unexpected");
    }

    @Test
    void bodiesAreBoundedInLengthAndDepth() throws IOException {
        Browser browser = Browser.at(site.address());

        assertThat(
                        browser.post(
                                        "/api/thing",
                                        "{\"a\":\"" + "x".repeat(Request.JSON_OCTETS) + "\"}")
                                .status())
                .isEqualTo(413);
        assertThat(
                        browser.post(
                                        "/api/thing",
                                        "{\"a\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}")
                                .status())
                .isEqualTo(400);
        for (String bad : List.of("", "[]", "{", "{}{}", "{'a':1}", "nul", "{\"a\":NaN}")) {
            assertThat(browser.post("/api/thing", bad).status()).as(bad).isEqualTo(400);
        }
    }

    @Test
    void methodsThatAreNotThereAreSaid() throws IOException {
        Reply reply = Browser.at(site.address()).send("DELETE", "/api/thing", "{}");

        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.header("allow")).contains("GET, POST");
        assertThat(Browser.at(site.address()).send("TRACE", "/api/thing", "{}").status())
                .isEqualTo(405);
    }

    @Test
    void oldSessionsEndWhenThereAreTooMany() throws IOException {
        Browser first = Browser.at(site.address());
        for (int i = 0; i < 32; i++) {
            Browser.at(site.address());
        }

        assertThat(first.get("/api/thing").status()).isEqualTo(401);
    }
}
