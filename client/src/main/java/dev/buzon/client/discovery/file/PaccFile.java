package dev.buzon.client.discovery.file;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.buzon.client.discovery.file.UnreadableFileException.Trouble;
import dev.buzon.client.discovery.name.MailAddress;
import dev.buzon.client.discovery.offer.Hints;
import dev.buzon.client.discovery.offer.Login;
import dev.buzon.client.discovery.offer.OAuthHint;
import dev.buzon.client.discovery.offer.Offer;
import dev.buzon.client.discovery.offer.Offer.Service;
import dev.buzon.client.discovery.offer.Settings;
import dev.buzon.client.net.Printable;
import dev.buzon.client.net.Security;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * PACC (draft-ietf-mailmaint-pacc-02, C-029): a JSON document that names hosts, which all speak TLS
 * on their usual port, and a digest of it in the DNS.
 */
public final class PaccFile {
    private static final int POP3S = 995;
    private static final int SUBMISSIONS = 465;
    private static final int SHA256_OCTETS = 32;
    private static final int NAME_LIMIT = 100;

    private PaccFile() {}

    /**
     * The SHA-256 in a TXT record {@code v=UAAC1; a=sha256; d=<base64>}; empty for any other
     * record.
     */
    public static Optional<byte[]> digest(String record) {
        Map<String, String> fields = new HashMap<>();
        for (String field : record.split(";", -1)) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                fields.putIfAbsent(
                        field.substring(0, equals).strip().toLowerCase(Locale.ROOT),
                        field.substring(equals + 1).strip());
            }
        }
        if (!fields.getOrDefault("v", "").equals("UAAC1")
                || !fields.getOrDefault("a", "").equalsIgnoreCase("sha256")) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                            Base64.getDecoder()
                                    .decode(fields.getOrDefault("d", "").replace(" ", "")))
                    .filter(octets -> octets.length == SHA256_OCTETS);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** Whether the document has one of these digests; takes as long for each, right or wrong. */
    public static boolean hasDigest(byte[] document, List<byte[]> digests) {
        byte[] own;
        try {
            own = MessageDigest.getInstance("SHA-256").digest(document);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
        boolean same = false;
        for (byte[] digest : digests) {
            same |= MessageDigest.isEqual(own, digest);
        }
        return same;
    }

    /**
     * What the document says for this address.
     *
     * @throws UnreadableFileException when it is no such document, or has no POP3 server
     */
    public static Settings read(byte[] document, MailAddress address)
            throws UnreadableFileException {
        JsonObject root = BoundedJson.read(document);
        JsonObject protocols = object(root, "protocols");
        JsonObject authentication = object(root, "authentication");
        Optional<OAuthHint> oauth =
                text(object(authentication, "oauth-public"), "issuer")
                        .flatMap(Words::https)
                        .map(issuer ->
                                new OAuthHint(
                                        Optional.of(issuer),
                                        Optional.empty(),
                                        Optional.empty(),
                                        List.of(),
                                        Optional.empty()));
        List<Login> logins = new ArrayList<>();
        oauth.ifPresent(_ -> logins.add(new Login.OAuth()));
        if (isTrue(authentication, "password")) {
            logins.addFirst(new Login.Password());
        }
        List<Offer> incoming = offer(protocols, Service.POP3, POP3S, logins, address);
        if (incoming.isEmpty()) {
            throw new UnreadableFileException(
                    Trouble.NOTHING_FOR_US, "there is no POP3 server in it");
        }
        String provider = text(object(object(root, "info"), "provider"), "name").orElse("");
        return new Settings(
                Printable.text(provider, NAME_LIMIT),
                incoming,
                offer(protocols, Service.SUBMISSION, SUBMISSIONS, logins, address),
                Hints.NONE,
                oauth);
    }

    private static List<Offer> offer(
            JsonObject protocols,
            Service service,
            int port,
            List<Login> logins,
            MailAddress address) {
        return text(object(protocols, service.word()), "host")
                .flatMap(host -> Addresses.server(host, port))
                .map(server ->
                        new Offer(
                                service,
                                server,
                                Security.IMPLICIT_TLS,
                                logins,
                                List.of(address.toString())))
                .stream()
                .toList();
    }

    private static JsonObject object(JsonObject around, String name) {
        JsonElement element = around.get(name);
        return element != null && element.isJsonObject()
                ? element.getAsJsonObject()
                : new JsonObject();
    }

    private static Optional<String> text(JsonObject around, String name) {
        JsonElement element = around.get(name);
        return element != null
                        && element.isJsonPrimitive()
                        && element.getAsJsonPrimitive().isString()
                ? Optional.of(element.getAsString())
                : Optional.empty();
    }

    private static boolean isTrue(JsonObject around, String name) {
        JsonElement element = around.get(name);
        return element != null
                && element.isJsonPrimitive()
                && element.getAsJsonPrimitive().isBoolean()
                && element.getAsBoolean();
    }
}
