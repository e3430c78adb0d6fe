package dev.buzon.reader;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.buzon.client.account.MailAccount;
import dev.buzon.client.account.MailAccount.Folder;
import dev.buzon.client.account.MailAccount.Format;
import dev.buzon.client.account.MailAccount.Security;
import dev.buzon.client.account.MailAccount.Server;
import dev.buzon.client.account.MailAccount.Wishes;
import dev.buzon.client.discovery.reach.Internet;
import dev.buzon.client.own.Home;
import dev.buzon.client.own.OwnSecrets;
import dev.buzon.client.secret.Prompt;
import dev.buzon.client.secret.SecretName;
import dev.buzon.client.secret.SecretPlace;
import dev.buzon.protocol.Secret;
import dev.buzon.reader.web.Browser;
import dev.buzon.testing.InMemoryPostOffice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A person's home with a reader in it, and the post office their mail is at. */
final class OwnHouse implements AutoCloseable {
    static final String ANA = "ana@example.org";
    static final String LUIS = "luis@example.org";
    static final String PASSWORD = "correct horse";

    private static final long PATIENCE_NANOS = Duration.ofSeconds(30).toNanos();

    final InMemoryPostOffice office = InMemoryPostOffice.with().domain("example.org").start();
    final Home home;
    private Supplier<Internet> internet = Internet::system;
    private dev.buzon.client.discovery.Wishes wishes = dev.buzon.client.discovery.Wishes.USUAL;
    private @Nullable Reader reader;
    private @Nullable Browser browser;

    OwnHouse(Path folder) {
        this.home = Home.of(Map.of(Home.VARIABLE, folder.resolve("home").toString()));
        office.account(ANA, PASSWORD);
        office.account(LUIS, PASSWORD);
    }

    /** Looks for servers on this internet. */
    OwnHouse on(Supplier<Internet> other, dev.buzon.client.discovery.Wishes how) {
        internet = other;
        wishes = how;
        return this;
    }

    String trust() {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(office.certificate().getEncoded());
            return "pinned:" + HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    Server server(String address, String door) {
        return new Server("localhost", office.port(door), Security.TLS, address, trust());
    }

    /** An account as {@code buzon account add} leaves it. */
    OwnHouse account(String address) throws Exception {
        OwnSecrets.in(home, Prompt.nobody())
                .keep(
                        SecretName.password(address),
                        new SecretPlace.Vaulted(),
                        Secret.of(PASSWORD.getBytes(StandardCharsets.UTF_8)));
        home.accounts()
                .write(
                        new MailAccount(
                                address,
                                "Ana",
                                server(address, "pop3s"),
                                Optional.of(server(address, "submissions")),
                                "vault",
                                Optional.empty(),
                                new Folder(home.mailOf(address), Format.MAILDIR),
                                Wishes.USUAL,
                                Duration.ofMinutes(10)));
        return this;
    }

    Browser open() throws Exception {
        var options = Reader.Options.of(home, 0);
        reader =
                Reader.open(
                        new Reader.Options(
                                home,
                                0,
                                "test",
                                internet,
                                wishes,
                                options.clock(),
                                options.zone(),
                                false));
        browser = Browser.at(reader.address());
        return browser;
    }

    Reader reader() {
        if (reader == null) {
            throw new IllegalStateException("nothing is open");
        }
        return reader;
    }

    Browser browser() {
        if (browser == null) {
            throw new IllegalStateException("nothing is open");
        }
        return browser;
    }

    /** A folder of the state by its id. */
    JsonObject folder(String id) throws IOException {
        for (JsonElement one : browser().get("/api/state").json().getAsJsonArray("folders")) {
            if (one.getAsJsonObject().get("id").getAsString().equals(id)) {
                return one.getAsJsonObject();
            }
        }
        throw new AssertionError("there is no folder " + id);
    }

    /** The rows of a folder when there are so many, which may take a moment. */
    JsonObject rows(String id, int count) throws IOException {
        long until = System.nanoTime() + PATIENCE_NANOS;
        JsonObject listing = list(id);
        while (listing.get("total").getAsInt() != count && System.nanoTime() < until) {
            LockSupport.parkNanos(20_000_000);
            listing = list(id);
        }
        if (listing.get("total").getAsInt() != count) {
            throw new AssertionError(count + " rows expected in " + id + ", but: " + listing);
        }
        return listing;
    }

    private JsonObject list(String id) throws IOException {
        Browser.Reply reply = browser().get("/api/folders/" + id.replace("@", "%40") + "/messages");
        if (reply.status() != 200) {
            throw new AssertionError(reply.toString());
        }
        return reply.json();
    }

    JsonObject row(String id, int count, int index) throws IOException {
        return rows(id, count).getAsJsonArray("rows").get(index).getAsJsonObject();
    }

    void closeReader() {
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }

    @Override
    public void close() {
        closeReader();
        office.close();
    }
}
