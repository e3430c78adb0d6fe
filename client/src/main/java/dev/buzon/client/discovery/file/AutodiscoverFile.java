package dev.buzon.client.discovery.file;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.buzon.client.discovery.file.UnreadableFileException.Trouble;
import dev.buzon.client.discovery.name.MailAddress;
import dev.buzon.client.discovery.offer.Login;
import dev.buzon.client.discovery.offer.Offer;
import dev.buzon.client.discovery.offer.Offer.Service;
import dev.buzon.client.discovery.offer.Settings;
import dev.buzon.client.net.Security;
import dev.buzon.client.net.ServerAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Autodiscover, the plain old XML of it: the request, which has the address and nothing else, and
 * what may come back. Of version 2, which is JSON, only the pointer to the XML is of use.
 */
public final class AutodiscoverFile {
    /** The most servers of a kind that are taken from one file. */
    private static final int SERVERS_LIMIT = 8;

    private AutodiscoverFile() {}

    /** What an Autodiscover server answers. */
    public sealed interface Answer {
        /** The servers. */
        record Found(Settings settings) implements Answer {}

        /** Ask again for this address. */
        record OtherAddress(MailAddress address) implements Answer {}

        /** Ask again there. */
        record OtherPlace(URI url) implements Answer {}
    }

    /** What is sent: the address, nothing else. */
    public static byte[] request(MailAddress address) {
        String escaped =
                address.toString().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        String request =
                """
                <?xml version="1.0" encoding="utf-8"?>
                <Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006">
                  <Request>
                    <EMailAddress>%s</EMailAddress>
                    <AcceptableResponseSchema>http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a</AcceptableResponseSchema>
                  </Request>
                </Autodiscover>
                """
                        .formatted(escaped);
        return request.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads an answer in XML.
     *
     * @throws UnreadableFileException when it is none, is too large, or has nothing for us
     */
    public static Answer read(byte[] document, MailAddress address) throws UnreadableFileException {
        Element root = BoundedXml.read(document);
        Element account =
                Optional.of(root)
                        .filter(one -> one.name().equals("Autodiscover"))
                        .flatMap(one -> one.first("Response"))
                        .flatMap(one -> one.first("Account"))
                        .orElseThrow(() ->
                                new UnreadableFileException(
                                        Trouble.FORM, "there is no account in it"));
        String action = account.textOf("Action").orElse("settings").toLowerCase(Locale.ROOT);
        return switch (action) {
            case "redirectaddr" -> new Answer.OtherAddress(otherAddress(account));
            case "redirecturl" -> new Answer.OtherPlace(otherPlace(account));
            default -> new Answer.Found(settings(account, new Placeholders(address)));
        };
    }

    /**
     * Reads the JSON of version 2: where the XML is.
     *
     * @throws UnreadableFileException when it does not say
     */
    public static URI pointer(byte[] document) throws UnreadableFileException {
        JsonObject root = BoundedJson.read(document);
        JsonElement url = root.get("Url");
        return Optional.ofNullable(url)
                .filter(JsonElement::isJsonPrimitive)
                .flatMap(one -> Words.https(one.getAsString()))
                .orElseThrow(
                        () -> new UnreadableFileException(Trouble.FORM, "there is no URL in it"));
    }

    private static MailAddress otherAddress(Element account) throws UnreadableFileException {
        try {
            return MailAddress.of(account.textOf("RedirectAddr").orElse(""));
        } catch (IllegalArgumentException e) {
            throw new UnreadableFileException(Trouble.FORM, String.valueOf(e.getMessage()));
        }
    }

    private static URI otherPlace(Element account) throws UnreadableFileException {
        return account.textOf("RedirectUrl")
                .or(() -> account.textOf("RedirectURL"))
                .flatMap(Words::https)
                .orElseThrow(() ->
                        new UnreadableFileException(Trouble.FORM, "it points to no https address"));
    }

    private static Settings settings(Element account, Placeholders open)
            throws UnreadableFileException {
        Settings settings =
                Settings.of(
                        offers(account, "POP3", Service.POP3, open),
                        offers(account, "SMTP", Service.SUBMISSION, open));
        if (settings.incoming().isEmpty()) {
            throw new UnreadableFileException(
                    Trouble.NOTHING_FOR_US, "there is no POP3 server in it");
        }
        return settings;
    }

    private static List<Offer> offers(
            Element account, String type, Service service, Placeholders open) {
        return account.all("Protocol")
                .filter(one ->
                        one.textOf("Type")
                                .or(() -> Optional.of(one.attribute("Type")))
                                .filter(type::equalsIgnoreCase)
                                .isPresent())
                .limit(SERVERS_LIMIT)
                .flatMap(one -> offer(one, service, open).stream())
                .toList();
    }

    private static Optional<Offer> offer(Element protocol, Service service, Placeholders open) {
        int port =
                protocol.textOf("Port")
                        .flatMap(Addresses::port)
                        .orElse(service == Service.POP3 ? 995 : 465);
        Optional<ServerAddress> server =
                protocol.textOf("Server").flatMap(host -> Addresses.server(host, port));
        boolean proved = protocol.textOf("SPA").flatMap(Words::truth).orElse(false);
        return server.map(address ->
                new Offer(
                        service,
                        address,
                        security(protocol, port),
                        List.of(proved ? new Login.Challenge() : new Login.Password()),
                        List.of(
                                protocol.textOf("LoginName")
                                        .flatMap(open::user)
                                        .orElse(open.address().toString()))));
    }

    /** {@code Encryption} wins over {@code SSL}; what is on, is STARTTLS at the ports for that. */
    private static Security security(Element protocol, int port) {
        Optional<String> encryption =
                protocol.textOf("Encryption").map(text -> text.toLowerCase(Locale.ROOT));
        boolean none =
                encryption.filter("none"::equals).isPresent()
                        || (encryption.isEmpty()
                                && !protocol.textOf("SSL").flatMap(Words::truth).orElse(true));
        if (none) {
            return Security.CLEARTEXT;
        }
        return switch (port) {
            case 110, 25, 587 -> Security.UPGRADE;
            default -> Security.IMPLICIT_TLS;
        };
    }
}
