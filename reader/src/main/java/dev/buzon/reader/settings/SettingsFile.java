package dev.buzon.reader.settings;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.buzon.reader.settings.Settings.Identity;
import dev.buzon.reader.settings.Settings.OfAccount;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings on disk, as JSON. Written whole or not at all; a file that makes no sense is set
 * aside, and the usual settings are taken.
 */
public final class SettingsFile {
    private static final Logger LOG = LoggerFactory.getLogger(SettingsFile.class);
    private static final Gson GSON = new GsonBuilder().setPrettyPrinting().create();

    /** A longer file is none of ours. */
    private static final long OCTETS = 4 << 20;

    private final Path file;
    private volatile Settings present;

    private SettingsFile(Path file, Settings present) {
        this.file = file;
        this.present = present;
    }

    /** The settings in this file, which need not exist yet. */
    public static SettingsFile open(Path file) throws IOException {
        try {
            if (Files.size(file) > OCTETS) {
                throw new JsonParseException("too long");
            }
            JsonElement json = JsonParser.parseString(Files.readString(file));
            return new SettingsFile(file, read(json.getAsJsonObject()));
        } catch (NoSuchFileException _) {
            return new SettingsFile(file, Settings.USUAL);
        } catch (JsonParseException
                | IllegalStateException
                | UnsupportedOperationException
                | ClassCastException
                | java.nio.charset.CharacterCodingException e) {
            Path aside = file.resolveSibling(file.getFileName() + ".damaged");
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
            LOG.warn("the settings made no sense and are in {} now", aside);
            return new SettingsFile(file, Settings.USUAL);
        }
    }

    /** As they are now. */
    public Settings settings() {
        return present;
    }

    /** Changes them, durably. */
    public synchronized Settings change(UnaryOperator<Settings> change) throws IOException {
        Settings changed = change.apply(present);
        if (!changed.equals(present)) {
            write(GSON.toJson(made(changed)));
            present = changed;
        }
        return changed;
    }

    private void write(String text) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".new");
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.deleteIfExists(next);
        Files.createFile(
                next,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (FileChannel channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
            ByteBuffer octets = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (octets.hasRemaining()) {
                channel.write(octets);
            }
            channel.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Settings read(JsonObject json) {
        Settings usual = Settings.USUAL;
        Map<String, OfAccount> accounts = new LinkedHashMap<>();
        for (var entry : object(json, "accounts").entrySet()) {
            accounts.put(entry.getKey(), account(entry.getValue().getAsJsonObject()));
        }
        Set<String> senders = new LinkedHashSet<>();
        list(json, "remoteSenders").forEach(one -> senders.add(one.getAsString()));
        return new Settings(
                text(json, "language", usual.language()),
                text(json, "theme", usual.theme()),
                text(json, "density", usual.density()),
                yes(json, "notifications", usual.notifications()),
                number(json, "markReadAfterSeconds", usual.markReadAfterSeconds()),
                yes(json, "conversations", usual.conversations()),
                number(json, "undoSeconds", usual.undoSeconds()),
                accounts,
                senders);
    }

    private static OfAccount account(JsonObject json) {
        OfAccount usual = OfAccount.USUAL;
        List<Identity> identities = new ArrayList<>();
        for (JsonElement one : list(json, "identities")) {
            JsonObject identity = one.getAsJsonObject();
            identities.add(
                    new Identity(
                            text(identity, "address", ""),
                            text(identity, "name", ""),
                            text(identity, "signature", "")));
        }
        return new OfAccount(
                text(json, "color", usual.color()),
                yes(json, "atStart", usual.atStart()),
                yes(json, "onSchedule", usual.onSchedule()),
                yes(json, "automatic", usual.automatic()),
                identities);
    }

    private static JsonObject made(Settings settings) {
        var json = new JsonObject();
        json.addProperty("language", settings.language());
        json.addProperty("theme", settings.theme());
        json.addProperty("density", settings.density());
        json.addProperty("notifications", settings.notifications());
        json.addProperty("markReadAfterSeconds", settings.markReadAfterSeconds());
        json.addProperty("conversations", settings.conversations());
        json.addProperty("undoSeconds", settings.undoSeconds());
        var accounts = new JsonObject();
        settings.accounts().forEach((address, one) -> accounts.add(address, made(one)));
        json.add("accounts", accounts);
        var senders = new JsonArray();
        settings.remoteSenders().forEach(senders::add);
        json.add("remoteSenders", senders);
        return json;
    }

    private static JsonObject made(OfAccount account) {
        var json = new JsonObject();
        json.addProperty("color", account.color());
        json.addProperty("atStart", account.atStart());
        json.addProperty("onSchedule", account.onSchedule());
        json.addProperty("automatic", account.automatic());
        var identities = new JsonArray();
        for (Identity one : account.identities()) {
            var identity = new JsonObject();
            identity.addProperty("address", one.address());
            identity.addProperty("name", one.name());
            identity.addProperty("signature", one.signature());
            identities.add(identity);
        }
        json.add("identities", identities);
        return json;
    }

    private static JsonObject object(JsonObject json, String name) {
        return json.has(name) ? json.getAsJsonObject(name) : new JsonObject();
    }

    private static JsonArray list(JsonObject json, String name) {
        return json.has(name) ? json.getAsJsonArray(name) : new JsonArray();
    }

    private static String text(JsonObject json, String name, String usual) {
        return json.has(name) ? json.get(name).getAsString() : usual;
    }

    private static boolean yes(JsonObject json, String name, boolean usual) {
        return json.has(name) ? json.get(name).getAsBoolean() : usual;
    }

    private static int number(JsonObject json, String name, int usual) {
        return json.has(name) ? json.get(name).getAsInt() : usual;
    }
}
