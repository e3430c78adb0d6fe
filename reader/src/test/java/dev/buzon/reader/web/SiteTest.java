package dev.buzon.reader.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.buzon.reader.web.Browser.Reply;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Static files, tickets and live events, over sockets. */
class SiteTest {
    private Site site;
    private Browser browser;
    private Browser content;

    @BeforeEach
    void open() throws IOException {
        site = Site.open(0, "key", Optional::empty, _ -> Optional.empty());
        browser = Browser.at(site.address());
        content = new Browser(URI.create(site.tickets().origin()).getPort());
        site.show((ticket, _) ->
                Answer.octets(
                        200,
                        "text/plain; charset=utf-8",
                        ticket.part().getBytes(StandardCharsets.UTF_8)));
    }

    @AfterEach
    void close() {
        site.close();
    }

    private static String path(String address) {
        return URI.create(address).getRawPath();
    }

    @Test
    void thePagesImportMapIsAllowedByItsDigestAndLeadsToLit() throws Exception {
        Reply page = browser.get("/");
        String html = page.text();
        int begin = html.indexOf("<script type=\"importmap\">") + 25;
        String map = html.substring(begin, html.indexOf("</script>", begin));
        String digest =
                Base64.getEncoder()
                        .encodeToString(
                                MessageDigest.getInstance("SHA-256")
                                        .digest(map.getBytes(StandardCharsets.UTF_8)));
        JsonObject imports =
                JsonParser.parseString(map).getAsJsonObject().getAsJsonObject("imports");

        assertThat(page.header("content-security-policy").orElseThrow())
                .contains("script-src 'self' 'sha256-" + digest + "';");
        assertThat(html.split("<script", -1)).hasSize(3);
        for (String name : imports.keySet()) {
            if (!name.endsWith("/")) {
                Reply reply = browser.get(imports.get(name).getAsString());
                assertThat(reply.status()).as(name).isEqualTo(200);
                assertThat(reply.header("content-type").orElseThrow())
                        .startsWith("text/javascript");
            }
        }
    }

    @Test
    void filesThatHaveNotChangedAreNotSentAgain() throws IOException {
        String repeat = "/lit/lit-html/directives/repeat.js";
        Reply first = browser.get(repeat);
        Reply again = browser.with("If-None-Match", first.header("etag").orElseThrow()).get(repeat);

        assertThat(first.octets()).isNotEmpty();
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.octets()).isEmpty();
        assertThat(browser.send("HEAD", repeat, new byte[0], "").header("content-length"))
                .contains(Integer.toString(first.octets().length));
    }

    @Test
    void whatATicketIsForIsShownWithoutACookieAndWithoutRights() throws IOException {
        String address =
                site.tickets()
                        .address(new Ticket(Ticket.Kind.ATTACHMENT, 7, "1.2", "w"), "a b\r\n.txt");

        Reply reply = content.get(path(address));

        assertThat(reply.text()).isEqualTo("1.2");
        assertThat(reply.header("content-security-policy").orElseThrow())
                .contains("default-src 'none'", "sandbox");
        assertThat(reply.header("x-content-type-options")).contains("nosniff");
        assertThat(reply.header("set-cookie")).isEmpty();
        assertThat(address).doesNotContain("\r", "\n", " ");
    }

    @Test
    void forgedTicketsAreRefused() throws IOException {
        String path = path(site.tickets().address(new Ticket(Ticket.Kind.VIEW, 7, "", ""), "x"));
        String word = path.split("/", -1)[2];
        for (int i = 0; i < word.length(); i++) {
            char other = word.charAt(i) == 'A' ? 'B' : 'A';
            String forged = word.substring(0, i) + other + word.substring(i + 1);
            assertThat(content.get("/c/" + forged + "/x").status()).as(forged).isEqualTo(403);
        }
        for (String bad : new String[] {"/c/x/x", "/c/!!/x", "/c/" + "A".repeat(9_000)}) {
            assertThat(content.get(bad).status()).isEqualTo(403);
        }
        for (String bad : new String[] {"/", "/c", "/index.html", "/api/state", "/c/../x"}) {
            assertThat(content.get(bad).status()).as(bad).isEqualTo(404);
        }
        assertThat(content.send("POST", path, new byte[0], "").status()).isEqualTo(405);
        assertThat(content.with("Host", "evil.example").get(path).status()).isEqualTo(421);
    }

    @Test
    void anotherRunsTicketsAreRefused() throws IOException {
        String path =
                path(new Tickets("http://x").address(new Ticket(Ticket.Kind.RAW, 7, "", ""), "x"));

        assertThat(content.get(path).status()).isEqualTo(403);
    }

    @Test
    void namesOfFilesCannotEndAHeader() {
        String value = FileNames.attachment("a\r\nSet-Cookie: x=1\"\\;é\u202e.txt");

        assertThat(value).doesNotContain("\r", "\n", "\u202e", "é");
        assertThat(value)
                .startsWith(
                        "attachment; filename=\"a__Set-Cookie: x=1____.txt\""
                                .replace("____", "_____"));
        assertThatThrownBy(() -> Answer.done().with("X", "a\r\nb"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAnswerThatBreaksOffIsNotTakenForWhole() {
        site.show((_, _) ->
                Answer.stream(
                        "text/plain",
                        OptionalLong.empty(),
                        out -> {
                            out.write(new byte[100_000]);
                            throw new IOException("the disk is gone");
                        }));
        String path = path(site.tickets().address(new Ticket(Ticket.Kind.RAW, 7, "", ""), "x"));

        assertThatThrownBy(() -> content.get(path)).hasMessageContaining("ends early");
    }

    @Test
    void eventsComeInTheirOrderAndTheNewestOfEachThing() throws IOException {
        try (InputStream in = browser.listen("/api/events")) {
            var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            assertThat(lines.readLine()).startsWith("retry:");
            assertThat(lines.readLine()).isEqualTo("event: hello");
            for (int i = 0; i < 3; i++) {
                site.events().tell("mail", Json.object().put("n", i).made());
            }
            for (int i = 0; i < 3; i++) {
                assertThat(nextData(lines)).isEqualTo("{\"n\":" + i + "}");
            }
            site.close();
            assertThat(lines.lines().toList()).contains("event: bye");
        }
    }

    private static String nextData(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        while (!line.startsWith("data: {\"n\"")) {
            line = lines.readLine();
        }
        return line.substring("data: ".length());
    }

    @Test
    void theTabThatIsOpenLongestRests() throws IOException {
        try (InputStream first = browser.listen("/api/events");
                InputStream second = browser.listen("/api/events")) {
            awaitListeners(2);
            InputStream third = browser.listen("/api/events");
            InputStream fourth = browser.listen("/api/events");
            awaitListeners(4);
            InputStream fifth = browser.listen("/api/events");
            String heard = new String(first.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(heard).endsWith("event: rest\ndata: {}\n\n");
            awaitListeners(4);
            third.close();
            fourth.close();
            fifth.close();
            assertThat(second).isNotNull();
        }
    }

    private void awaitListeners(int number) {
        long until = System.nanoTime() + 10_000_000_000L;
        while (site.events().listeners() != number && System.nanoTime() < until) {
            Thread.onSpinWait();
        }
        assertThat(site.events().listeners()).isEqualTo(number);
    }

    @Test
    void theLanguageIsTheOneThePersonLikesBest() {
        Map.of(
                        "es", "es",
                        "es-MX,es;q=0.9", "es",
                        "en-US,en;q=0.9,es;q=0.8", "en",
                        "fr,es;q=0.3", "es",
                        "en;q=0.1,es;q=0.3", "es",
                        "", "en",
                        ";;;,q=9,es;q=x", "en")
                .forEach((field, language) ->
                        assertThat(Texts.accepted(field).language()).as(field).isEqualTo(language));
    }
}
