package dev.buzon.reader;

import static dev.buzon.reader.OwnHouse.ANA;
import static dev.buzon.reader.OwnHouse.LUIS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import dev.buzon.reader.web.Browser;
import dev.buzon.reader.web.Browser.Reply;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole reader, as the page sees it. */
class ReaderTest {
    private static final String INBOX = ANA + ":inbox";
    private static final String HTML =
            """
            From: "Luis Ortega" <luis@example.org>
            To: ana@example.org
            Subject: =?UTF-8?Q?Excursi=C3=B3n?=
            Date: Sun, 22 Nov 2026 10:00:00 +0100
            Message-ID: <one@example.org>
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=x

            --x
            Content-Type: text/html; charset=utf-8

            <p>Hola <b>ana</b><img src="http://tracker.example/1.gif"><script>alert(1)</script>
            --x
            Content-Type: text/html; name="evil.html"
            Content-Disposition: attachment; filename="evil.html"

            <script>alert(1)</script>
            --x
            Content-Type: image/png; name="not.png"
            Content-Disposition: attachment; filename="not.png"

            <svg onload="alert(1)">
            --x--
            """
                    .replace("\n", "\r\n");

    @TempDir private Path folder;
    private OwnHouse house;

    @BeforeEach
    void build() {
        house = new OwnHouse(folder);
    }

    @AfterEach
    void close() {
        house.close();
    }

    private static Browser content(String address) {
        return new Browser(URI.create(address).getPort());
    }

    private static String path(String address) {
        return URI.create(address).getRawPath();
    }

    @Test
    void withoutAnAccountTheStateSaysSo() throws Exception {
        Reply state = house.open().get("/api/state");

        assertThat(state.status()).isEqualTo(200);
        assertThat(state.json().getAsJsonArray("accounts")).isEmpty();
        assertThat(state.json().getAsJsonArray("folders")).isEmpty();
        assertThat(state.json().getAsJsonObject("settings").get("undoSeconds").getAsInt())
                .isEqualTo(5);
    }

    @Test
    void mailIsCollectedAtStartAndShownSafely() throws Exception {
        house.office.deliver(ANA, HTML);
        house.account(ANA).open();

        JsonObject row = house.row(INBOX, 1, 0);
        assertThat(row.get("subject").getAsString()).isEqualTo("Excursión");
        assertThat(row.getAsJsonObject("from").get("name").getAsString()).isEqualTo("Luis Ortega");
        assertThat(row.get("unread").getAsBoolean()).isTrue();
        assertThat(row.get("attachments").getAsBoolean()).isTrue();
        Reply message = house.browser().get("/api/messages/" + row.get("id").getAsLong());
        assertThat(message.status()).as(message.toString()).isEqualTo(200);
        String view = message.json().get("view").getAsString();
        Reply shown = content(view).get(path(view));
        assertThat(shown.text()).contains("<b>ana</b>").doesNotContain("script", "tracker");
        assertThat(shown.header("content-security-policy").orElseThrow())
                .contains(
                        "default-src 'none'",
                        "sandbox allow-popups",
                        "frame-ancestors http://127.0.0.1:")
                .doesNotContain("https:");
        assertThat(message.json().getAsJsonObject("remote").get("blocked").getAsInt()).isEqualTo(1);
        Reply allowed =
                house.browser()
                        .post(
                                "/api/messages/remote",
                                "{\"id\":" + row.get("id") + ",\"once\":true}");
        String open = allowed.json().get("view").getAsString();
        Reply remote = content(open).get(path(open));
        assertThat(remote.text()).contains("tracker.example");
        assertThat(remote.header("content-security-policy").orElseThrow()).contains("https:");
    }

    @Test
    void attachmentsAreSavedAndNeverShown() throws Exception {
        house.office.deliver(ANA, HTML);
        house.account(ANA).open();
        JsonObject row = house.row(INBOX, 1, 0);
        JsonObject message =
                house.browser().get("/api/messages/" + row.get("id").getAsLong()).json();

        for (var one : message.getAsJsonArray("attachments")) {
            String url = one.getAsJsonObject().get("url").getAsString();
            Reply reply = content(url).get(path(url));
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.header("content-disposition").orElseThrow()).startsWith("attachment;");
            assertThat(reply.header("content-type")).contains("application/octet-stream");
            assertThat(reply.header("x-content-type-options")).contains("nosniff");
            assertThat(reply.header("content-security-policy").orElseThrow()).endsWith("sandbox");
        }
        JsonObject lie = message.getAsJsonArray("attachments").get(1).getAsJsonObject();
        String preview = lie.get("preview").getAsString();
        assertThat(content(preview).get(path(preview)).status()).isEqualTo(415);
        String all = message.get("all").getAsString();
        assertThat(content(all).get(path(all)).octets()).startsWith('P', 'K');
        String raw = message.get("raw").getAsString();
        assertThat(content(raw).get(path(raw)).text()).contains("boundary=x");
    }

    @Test
    void whatIsDoneToMessagesCanBeUndone() throws Exception {
        house.office.deliver(ANA, HTML);
        Browser browser = house.account(ANA).open();
        long id = house.row(INBOX, 1, 0).get("id").getAsLong();

        browser.post(
                "/api/messages/flags", "{\"ids\":[" + id + "],\"unread\":false,\"starred\":true}");
        assertThat(house.row(INBOX, 1, 0).get("unread").getAsBoolean()).isFalse();
        assertThat(house.row(INBOX, 1, 0).get("starred").getAsBoolean()).isTrue();
        assertThat(house.folder(INBOX).get("unread").getAsInt()).isZero();
        Reply deleted = browser.post("/api/messages/delete", "{\"ids\":[" + id + "]}");
        house.rows(INBOX, 0);
        assertThat(house.row(ANA + ":.Trash", 1, 0).get("id").getAsLong()).isEqualTo(id);
        String undo = deleted.json().get("undo").getAsString();
        assertThat(browser.post("/api/undo", "{\"undo\":\"" + undo + "\"}").status())
                .isEqualTo(200);
        house.rows(INBOX, 1);
        assertThat(browser.post("/api/undo", "{\"undo\":\"" + undo + "\"}").status())
                .isEqualTo(410);
        Reply forever =
                browser.post("/api/messages/delete", "{\"ids\":[" + id + "],\"forever\":true}");
        assertThat(forever.status()).isEqualTo(409);
        assertThat(
                        browser.post("/api/messages/flags", "{\"ids\":[" + id + "],\"junk\":true}")
                                .status())
                .isEqualTo(200);
        house.rows(ANA + ":.Junk", 1);
        assertThat(
                        browser.post(
                                        "/api/folders/"
                                                + ANA.replace("@", "%40")
                                                + "%3A.Junk/empty",
                                        "{}")
                                .status())
                .isEqualTo(204);
        house.rows(ANA + ":.Junk", 0);
        assertThat(browser.get("/api/messages/" + id).status()).isEqualTo(410);
    }

    @Test
    void foldersAreMadeRenamedFilledExportedAndDeleted() throws Exception {
        house.office.deliver(ANA, HTML);
        Browser browser = house.account(ANA).open();
        long id = house.row(INBOX, 1, 0).get("id").getAsLong();

        Reply made =
                browser.post("/api/folders", "{\"account\":\"" + ANA + "\",\"name\":\"Año/2026\"}");
        String folder = made.json().get("id").getAsString();
        String path = "/api/folders/" + java.net.URLEncoder.encode(folder, StandardCharsets.UTF_8);
        assertThat(house.folder(folder).get("path").getAsString()).isEqualTo("Año/2026");
        browser.post("/api/messages/move", "{\"ids\":[" + id + "],\"folder\":\"" + folder + "\"}");
        assertThat(house.folder(folder).get("total").getAsInt()).isEqualTo(1);
        Reply mbox = browser.get(path + "/export?kind=mbox");
        assertThat(mbox.text()).startsWith("From ").contains("boundary=x");
        assertThat(mbox.header("content-disposition").orElseThrow()).contains(".mbox");
        String renamed =
                browser.send("PATCH", path, "{\"name\":\"2027\"}").json().get("id").getAsString();
        Reply again =
                browser.post("/api/folders", "{\"account\":\"" + ANA + "\",\"name\":\"Año/2027\"}");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.json().get("error").getAsString()).isEqualTo("folder.taken");
        String after =
                "/api/folders/" + java.net.URLEncoder.encode(renamed, StandardCharsets.UTF_8);
        Reply deleted = browser.send("DELETE", after, "{}");
        assertThat(deleted.status()).as(deleted.toString()).isEqualTo(204);
        house.rows(ANA + ":.Trash", 1);
    }

    @Test
    void searchFindsAndSaysWhatItDoesNotUnderstand() throws Exception {
        house.office.deliver(ANA, HTML);
        Browser browser = house.account(ANA).open();
        house.rows(INBOX, 1);

        JsonObject found = browser.get("/api/search?q=hola+de:luis").json();
        assertThat(found.get("total").getAsInt()).isEqualTo(1);
        assertThat(found.has("took")).isTrue();
        Reply odd = browser.with("Accept-Language", "es").get("/api/search?q=antes:ayer");
        assertThat(odd.status()).isEqualTo(400);
        assertThat(odd.json().get("text").getAsString()).contains("No es una fecha");
        assertThat(browser.get("/api/addresses?q=lu").element().getAsJsonArray()).hasSize(1);
    }

    @Test
    void aReplyIsKeptSentCalledBackAndSentAgain() throws Exception {
        house.office.deliver(ANA, HTML);
        Browser browser = house.account(ANA).open();
        long id = house.row(INBOX, 1, 0).get("id").getAsLong();

        JsonObject draft =
                browser.post("/api/compose", "{\"mode\":\"reply\",\"id\":" + id + "}").json();
        assertThat(draft.get("subject").getAsString()).isEqualTo("Re: Excursión");
        assertThat(draft.getAsJsonArray("to").get(0).getAsJsonObject().get("address").getAsString())
                .isEqualTo(LUIS);
        assertThat(draft.get("inReplyTo").getAsString()).isEqualTo("one@example.org");
        String path = "/api/drafts/" + draft.get("id").getAsString();
        draft.addProperty("text", "Voy.\n" + draft.get("text").getAsString());
        assertThat(browser.send("PUT", path, draft.toString()).status()).isEqualTo(200);
        house.rows(ANA + ":.Drafts", 1);
        Reply attached =
                browser.upload(
                        path + "/attachments?name=mapa.txt&type=text%2Fplain",
                        "plano".getBytes(StandardCharsets.UTF_8));
        assertThat(attached.json().getAsJsonArray("attachments")).hasSize(1);
        Reply sent = browser.post(path + "/send", "{}");
        String undo = sent.json().get("undo").getAsString();
        assertThat(
                        browser.get("/api/outbox")
                                .element()
                                .getAsJsonArray()
                                .get(0)
                                .getAsJsonObject()
                                .get("fate")
                                .getAsString())
                .isEqualTo("holding");
        JsonObject back = browser.post("/api/undo", "{\"undo\":\"" + undo + "\"}").json();
        assertThat(back.getAsJsonObject("draft").get("text").getAsString()).startsWith("Voy.");
        browser.send("PUT", "/api/settings", "{\"undoSeconds\":0}");
        Reply again = browser.post(path + "/send", "{}");
        assertThat(again.status()).as(again.toString()).isEqualTo(200);
        house.office.awaitMessages(LUIS, 1);
        house.rows(ANA + ":.Sent", 1);
        house.rows(ANA + ":.Drafts", 0);
        assertThat(house.row(INBOX, 1, 0).get("replied").getAsBoolean()).isTrue();
    }

    @Test
    void aDraftThatNobodyWouldGetIsRefusedWithASentence() throws Exception {
        Browser browser = house.account(ANA).open();
        JsonObject draft = browser.post("/api/compose", "{\"mode\":\"new\"}").json();

        Reply sent = browser.post("/api/drafts/" + draft.get("id").getAsString() + "/send", "{}");

        assertThat(sent.status()).as(sent.toString()).isEqualTo(422);
        assertThat(sent.json().get("error").getAsString()).isEqualTo("draft.no-recipient");
        assertThat(sent.json().get("todo").getAsString()).isNotEmpty();
    }

    @Test
    void accountsAreChangedAndRemovedButNotTheirMail() throws Exception {
        house.office.deliver(ANA, HTML);
        Browser browser = house.account(ANA).open();
        house.rows(INBOX, 1);
        String path = "/api/accounts/ana%40example.org";

        JsonObject account = browser.get(path).json();
        assertThat(account.getAsJsonObject("wishes").get("days").getAsInt()).isEqualTo(14);
        account.getAsJsonObject("wishes").addProperty("days", 3);
        account.getAsJsonObject("wishes").add("everyMinutes", com.google.gson.JsonNull.INSTANCE);
        account.getAsJsonArray("identities")
                .get(0)
                .getAsJsonObject()
                .addProperty("signature", "ana");
        Reply changed = browser.send("PUT", path, account.toString());
        assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
        JsonObject after = browser.get(path).json();
        assertThat(after.getAsJsonObject("wishes").get("days").getAsInt()).isEqualTo(3);
        assertThat(after.getAsJsonObject("wishes").get("everyMinutes").isJsonNull()).isTrue();
        JsonObject draft = browser.post("/api/compose", "{\"mode\":\"new\"}").json();
        assertThat(draft.get("text").getAsString()).endsWith("-- \nana");
        assertThat(browser.send("DELETE", path, "{}").status()).isEqualTo(204);
        assertThat(browser.get("/api/state").json().getAsJsonArray("accounts")).isEmpty();
        assertThat(house.home.mailOf(ANA).resolve("cur")).isDirectory();
    }

    @Test
    void whatIsOnTheServerIsSaidWithItsReason() throws Exception {
        house.office.deliver(ANA, HTML);
        Browser browser = house.account(ANA).open();
        house.rows(INBOX, 1);

        Reply onServer = browser.get("/api/server/ana%40example.org");
        JsonObject item = onServer.element().getAsJsonArray().get(0).getAsJsonObject();
        assertThat(item.get("here").getAsBoolean()).as(onServer.toString()).isTrue();
        assertThat(item.get("why").getAsString()).contains("stays on the server");
        assertThat(item.get("subject").getAsString()).isEqualTo("Excursión");
        Reply wish =
                browser.send(
                        "PATCH",
                        "/api/server/ana%40example.org",
                        "{\"uid\":\"" + item.get("uid").getAsString() + "\",\"delete\":true}");
        assertThat(wish.status()).isEqualTo(204);
        browser.post("/api/collect", "{}");
        house.office.awaitMessages(ANA, 0);
    }

    @Test
    void aFileIsImportedAndWhatWasThereIsNotDoubled() throws Exception {
        Browser browser = house.account(ANA).open();
        byte[] mbox =
                ("From luis@example.org Sun Nov 22 10:00:00 2026\n" + HTML.replace("\r", ""))
                        .getBytes(StandardCharsets.UTF_8);

        for (int i = 0; i < 2; i++) {
            Reply begun =
                    browser.upload(
                            "/api/import?kind=mbox&folder=ana%40example.org%3Ainbox&name=x", mbox);
            assertThat(begun.json().get("job").getAsString()).isNotEmpty();
        }
        house.rows(INBOX, 1);
    }

    @Test
    void aSecondReaderFindsTheFirst() throws Exception {
        house.account(ANA).open();

        assertThatThrownBy(() -> Reader.open(Reader.Options.of(house.home, 0)))
                .isInstanceOfSatisfying(
                        AlreadyRunningException.class,
                        running -> {
                            assertThat(running.origin()).isEqualTo(house.reader().origin());
                            String address = running.address().orElseThrow();
                            try {
                                assertThat(Browser.at(address).get("/api/state").status())
                                        .isEqualTo(200);
                            } catch (java.io.IOException e) {
                                throw new AssertionError(e);
                            }
                        });
        Path file = Reader.folder(house.home).resolve("running");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        house.closeReader();
        assertThat(file).doesNotExist();
        house.open();
    }

    @Test
    void anAccountThatCannotBeUsedIsSaidAndStopsNobody() throws Exception {
        house.account(ANA).account(LUIS);
        Files.writeString(house.home.accounts().file(LUIS), "nonsense\n");
        Browser browser = house.open();

        JsonObject state = browser.get("/api/state").json();
        JsonObject luis = state.getAsJsonArray("accounts").get(1).getAsJsonObject();
        assertThat(luis.getAsJsonObject("last").get("text").getAsString())
                .contains("cannot be used");
        assertThat(luis.getAsJsonObject("last").get("outcome").getAsString()).isEqualTo("person");
        house.rows(INBOX, 0);
    }

    @Test
    void settingsAreKeptAndDamagedOnesSetAside() throws Exception {
        Browser browser = house.open();
        assertThat(
                        browser.send(
                                        "PUT",
                                        "/api/settings",
                                        "{\"language\":\"es\",\"theme\":\"dark\"}")
                                .status())
                .isEqualTo(200);
        assertThat(browser.send("PUT", "/api/settings", "{\"theme\":\"pink\"}").status())
                .isEqualTo(400);
        assertThat(browser.get("/api/nothing").json().get("text").getAsString())
                .isEqualTo("Aquí no hay tal cosa.");
        house.closeReader();
        assertThat(house.open().get("/api/settings").json().get("theme").getAsString())
                .isEqualTo("dark");
        house.closeReader();
        Path file = Reader.folder(house.home).resolve("settings.json");
        Files.writeString(file, Files.readString(file).substring(0, 20));
        assertThat(house.open().get("/api/settings").json().get("theme").getAsString())
                .isEqualTo("auto");
        assertThat(file.resolveSibling("settings.json.damaged")).exists();
    }

    @Test
    void whatIsCollectedIsToldAsItHappens() throws Exception {
        house.account(ANA).open();
        house.rows(INBOX, 0);
        try (var in = house.browser().listen("/api/events")) {
            var lines =
                    new java.io.BufferedReader(
                            new java.io.InputStreamReader(in, StandardCharsets.UTF_8));
            house.office.deliver(ANA, HTML);
            house.browser().post("/api/collect", "{\"account\":\"" + ANA + "\"}");
            var seen = new java.util.HashSet<String>();
            while (!seen.contains("event: mail")) {
                seen.add(lines.readLine());
            }
            assertThat(lines.readLine()).contains("\"account\":\"" + ANA + "\"", "Excursión");
            assertThat(seen).contains("event: state");
        }
    }
}
