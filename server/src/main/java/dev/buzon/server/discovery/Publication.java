package dev.buzon.server.discovery;

import dev.buzon.server.discovery.Question.Verb;
import java.util.Locale;
import java.util.Optional;

/**
 * Which document answers which question. Everybody gets the same one: no address is looked up, so
 * nobody learns who has an account here.
 */
public final class Publication {
    private static final String READ = "GET, HEAD";
    private static final String READ_OR_POST = "GET, HEAD, POST";

    /** Where Outlook puts the address into the path of its second version. */
    private static final String JSON_WITH_ADDRESS = "/autodiscover/autodiscover.json/v1.0/";

    private final Offers offers;
    private final Hosted hosted;

    /** Publishes these offers for these domains. */
    public Publication(Offers offers, Hosted hosted) {
        this.offers = offers;
        this.hosted = hosted;
    }

    /** The answer; of HEAD as of GET, the driver leaves the content out. */
    public Reply answer(Question question) {
        Optional<String> address = Optional.ofNullable(question.parameters().get("emailaddress"));
        return hosted.asked(question.host(), address)
                .map(domain -> answer(question, domain))
                .orElseGet(Reply::notFound);
    }

    private Reply answer(Question question, String domain) {
        String path = question.path().toLowerCase(Locale.ROOT);
        return switch (path) {
            case "/mail/config-v1.1.xml", "/.well-known/autoconfig/mail/config-v1.1.xml" ->
                    readOnly(question, autoconfig(domain));
            case "/.well-known/user-agent-configuration.json" -> readOnly(question, pacc(domain));
            case "/autodiscover/autodiscover.xml" -> autodiscover(question, domain);
            case "/autodiscover/autodiscover.json" -> readOnly(question, where(question, domain));
            default ->
                    path.startsWith(JSON_WITH_ADDRESS)
                            ? readOnly(question, where(question, domain))
                            : Reply.notFound();
        };
    }

    private static Reply readOnly(Question question, Reply reply) {
        return question.verb() == Verb.GET || question.verb() == Verb.HEAD
                ? reply
                : Reply.notAllowed(READ);
    }

    private Reply autoconfig(String domain) {
        return Autoconfig.xml(offers, domain).map(Reply::xml).orElseGet(Reply::notFound);
    }

    private Reply pacc(String domain) {
        return Pacc.document(offers, domain).map(Reply::json).orElseGet(Reply::notFound);
    }

    private Reply autodiscover(Question question, String domain) {
        if (question.verb() == Verb.OTHER) {
            return Reply.notAllowed(READ_OR_POST);
        }
        Optional<String> login = // a body is empty unless it was posted
                AskedAddress.in(question.body(), domain);
        return Autodiscover.xml(offers, login).map(Reply::personalXml).orElseGet(Reply::notFound);
    }

    private Reply where(Question question, String domain) {
        String protocol = question.parameters().getOrDefault("protocol", Autodiscover.XML_PROTOCOL);
        if (!offers.complete()) {
            return Reply.notFound();
        }
        return protocol.equalsIgnoreCase(Autodiscover.XML_PROTOCOL)
                ? Reply.json(Reply.octets(Autodiscover.json(domain)))
                : Reply.refusedJson(Autodiscover.refusal());
    }
}
