package dev.buzon.client.discovery.file;

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
import dev.buzon.client.net.ServerAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads a {@code config-v1.1.xml} (draft-ietf-mailmaint-autoconfig-06, C-027). What is not known is
 * passed over, whatever version the file says it has; a server that lacks what is needed is passed
 * over too.
 */
public final class AutoconfigFile {
    /** The most servers of a kind that are taken from one file. */
    private static final int SERVERS_LIMIT = 8;

    private static final int NAME_LIMIT = 100;

    private final Placeholders open;

    private AutoconfigFile(MailAddress address) {
        this.open = new Placeholders(address);
    }

    /**
     * What the file says for this address.
     *
     * @throws UnreadableFileException when it is no such file, is too large, or has no server for
     *     us
     */
    public static Settings read(byte[] document, MailAddress address)
            throws UnreadableFileException {
        Element root = BoundedXml.read(document);
        if (!root.name().equals("clientConfig")) {
            throw new UnreadableFileException(
                    Trouble.FORM, "its root is " + root.name() + " and not clientConfig");
        }
        Element provider =
                root.first("emailProvider")
                        .orElseThrow(() ->
                                new UnreadableFileException(
                                        Trouble.FORM, "there is no emailProvider"));
        Settings settings = new AutoconfigFile(address).settings(root, provider);
        if (settings.incoming().isEmpty()) {
            throw new UnreadableFileException(
                    Trouble.NOTHING_FOR_US, "there is no POP3 server in it");
        }
        return settings;
    }

    private Settings settings(Element root, Element provider) {
        List<Element> incoming = servers(provider, "incomingServer", "pop3");
        return new Settings(
                Printable.text(open.fill(provider.textOf("displayName").orElse("")), NAME_LIMIT),
                incoming.stream().flatMap(one -> offer(Service.POP3, one).stream()).toList(),
                servers(provider, "outgoingServer", "smtp").stream()
                        .flatMap(one -> offer(Service.SUBMISSION, one).stream())
                        .toList(),
                incoming.stream().findFirst().map(AutoconfigFile::hints).orElse(Hints.NONE),
                root.first("oAuth2").or(() -> provider.first("oAuth2")).map(this::oauth));
    }

    private static List<Element> servers(Element provider, String name, String type) {
        return provider.all(name)
                .filter(one -> one.attribute("type").strip().equalsIgnoreCase(type))
                .limit(SERVERS_LIMIT)
                .toList();
    }

    private Optional<Offer> offer(Service service, Element element) {
        Optional<Integer> port = element.textOf("port").flatMap(Addresses::port);
        Optional<ServerAddress> server =
                element.textOf("hostname")
                        .map(open::fill)
                        .flatMap(host -> port.flatMap(p -> Addresses.server(host, p)));
        if (server.isEmpty()) {
            return Optional.empty();
        }
        Security security =
                element.all("socketType")
                        .flatMap(one -> security(one.text()).stream())
                        .findFirst()
                        .orElseGet(() -> usual(server.get().port()));
        List<Login> logins =
                element.all("authentication")
                        .limit(SERVERS_LIMIT)
                        .flatMap(one -> Login.of(one.text(), one.attribute("system")).stream())
                        .toList();
        List<String> users =
                element.all("username")
                        .limit(SERVERS_LIMIT)
                        .flatMap(one -> open.user(one.text()).stream())
                        .distinct()
                        .toList();
        return Optional.of(
                new Offer(
                        service,
                        server.get(),
                        security,
                        logins,
                        users.isEmpty() ? List.of(open.address().toString()) : users));
    }

    private static Optional<Security> security(String word) {
        return switch (word.toUpperCase(Locale.ROOT)) {
            case "SSL", "TLS" -> Optional.of(Security.IMPLICIT_TLS);
            case "STARTTLS" -> Optional.of(Security.UPGRADE);
            case "PLAIN" -> Optional.of(Security.CLEARTEXT);
            default -> Optional.empty();
        };
    }

    /** What a port is for when the file does not say; never clear text. */
    static Security usual(int port) {
        return port == 995 || port == 465 ? Security.IMPLICIT_TLS : Security.UPGRADE;
    }

    private static Hints hints(Element incoming) {
        Optional<Element> pop3 = incoming.first("pop3");
        return new Hints(
                pop3.flatMap(one -> one.textOf("leaveMessagesOnServer")).flatMap(Words::truth),
                pop3.flatMap(one -> one.textOf("daysToLeaveMessagesOnServer"))
                        .flatMap(text -> Words.upTo(text, 36_500))
                        .map(Duration::ofDays),
                pop3.flatMap(one -> one.first("checkInterval"))
                        .flatMap(one -> Words.upTo(one.attribute("minutes"), 10_080))
                        .map(Duration::ofMinutes));
    }

    private OAuthHint oauth(Element element) {
        List<String> scopes =
                element.all("scope")
                        .flatMap(one -> Arrays.stream(one.text().split("\\s+")))
                        .filter(scope -> !scope.isEmpty())
                        .map(scope -> Printable.text(scope, NAME_LIMIT))
                        .limit(32)
                        .toList();
        return new OAuthHint(
                element.textOf("issuer").flatMap(AutoconfigFile::issuer),
                element.textOf("authURL").flatMap(Words::https),
                element.textOf("tokenURL").flatMap(Words::https),
                scopes,
                element.textOf("clientID").filter(id -> Printable.text(id).equals(id)));
    }

    /** An issuer is a URL; older files give the bare host. */
    private static Optional<URI> issuer(String text) {
        return Words.https(text.contains("://") ? text : "https://" + text);
    }
}
