package dev.buzon.client.discovery;

import dev.buzon.client.discovery.file.AutodiscoverFile;
import dev.buzon.client.discovery.name.Domains;
import dev.buzon.client.discovery.name.MailAddress;
import dev.buzon.client.discovery.offer.Settings;
import dev.buzon.client.discovery.reach.NoAnswerException;
import dev.buzon.client.discovery.reach.Records;
import dev.buzon.client.discovery.reach.Verdict;
import dev.buzon.client.discovery.reach.Web;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Autodiscover, asked with the address and nothing else: who wants a password does not get one.
 * Only the domain itself and its own {@code autodiscover} host are asked, never what is above.
 */
final class Autodiscover {
    private static final String XML = "/autodiscover/autodiscover.xml";
    private static final String JSON = "/autodiscover/autodiscover.json?Email=";

    /** How often an answer may send us on, to another address or another place. */
    private static final int STEPS_LIMIT = 2;

    private final Inquiry inquiry;

    private Autodiscover(Inquiry inquiry) {
        this.inquiry = inquiry;
    }

    private record Result(Settings settings, Origin origin) {}

    static void ask(Inquiry inquiry) {
        List<Result> results = new Autodiscover(inquiry).of(inquiry.address(), STEPS_LIMIT);
        int rank = 0;
        for (Result result : results) {
            inquiry.offer(Source.AUTODISCOVER, rank++, result.origin(), result.settings());
        }
    }

    /** Asks all places of an address side by side. */
    private List<Result> of(MailAddress address, int steps) {
        String domain = address.domain();
        URI host = URI.create("https://autodiscover." + domain + XML);
        URI own = URI.create("https://" + domain + XML);
        List<Callable<Optional<Result>>> places = new ArrayList<>();
        places.add(() -> post(host, address, steps, Origin.HTTPS));
        places.add(() -> post(own, address, steps, Origin.HTTPS));
        places.add(() -> byRecord(address, steps));
        places.add(() -> byPointer(address, steps));
        return inquiry.all(places);
    }

    private Optional<Result> post(URI place, MailAddress address, int steps, Origin origin) {
        Optional<AutodiscoverFile.Answer> answer =
                inquiry.ask(
                        Source.AUTODISCOVER,
                        place.toString(),
                        () -> {
                            Web.Document document =
                                    inquiry.web()
                                            .post(
                                                    place,
                                                    AutodiscoverFile.request(address),
                                                    Web.Form.XML);
                            return told(
                                    AutodiscoverFile.read(document.octets(), address),
                                    place,
                                    steps);
                        });
        return answer.flatMap(got ->
                switch (got) {
                    case AutodiscoverFile.Answer.Found found ->
                            Optional.of(new Result(found.settings(), origin));
                    case AutodiscoverFile.Answer.OtherAddress other ->
                            of(other.address(), steps - 1).stream().findFirst();
                    case AutodiscoverFile.Answer.OtherPlace other ->
                            post(other.url(), address, steps - 1, origin);
                });
    }

    /** Refuses to be sent on too often, or to somebody the person did not agree to. */
    private Inquiry.Told<AutodiscoverFile.Answer> told(
            AutodiscoverFile.Answer answer, URI place, int steps) throws NoAnswerException {
        Optional<String> next =
                switch (answer) {
                    case AutodiscoverFile.Answer.Found _ -> Optional.empty();
                    case AutodiscoverFile.Answer.OtherAddress other ->
                            Optional.of(other.address().domain());
                    case AutodiscoverFile.Answer.OtherPlace other ->
                            Optional.of(other.url().getHost());
                };
        if (next.isEmpty()) {
            return new Inquiry.Told<>(answer, Verdict.ANSWERED, "");
        }
        if (steps == 0) {
            throw new NoAnswerException(
                    Verdict.REDIRECT_REFUSED, place.getHost() + " sends us on and on");
        }
        agreed(place.getHost(), next.get());
        return new Inquiry.Told<>(answer, Verdict.LED_ON, next.get());
    }

    private void agreed(String from, String to) throws NoAnswerException {
        if (!inquiry.web().mayBeSentTo(from, to)) {
            throw new NoAnswerException(Verdict.REDIRECT_NEEDS_CONSENT, Domains.owner(to));
        }
    }

    /** The host that the SRV record names, if it is one we may be sent to. */
    private Optional<Result> byRecord(MailAddress address, int steps) {
        String name = "_autodiscover._tcp." + address.domain();
        Optional<Records<Records.Service>> records =
                inquiry.ask(
                        Source.AUTODISCOVER,
                        "SRV " + name,
                        () -> {
                            var found = inquiry.internet().dns().services(name, inquiry.deadline());
                            Optional<Records.Service> first = found.values().stream().findFirst();
                            if (first.filter(one -> !one.isNotOffered()).isPresent()) {
                                agreed(address.domain(), first.get().host());
                                return new Inquiry.Told<>(
                                        found, Verdict.LED_ON, first.get().host());
                            }
                            return new Inquiry.Told<>(
                                    found,
                                    first.isEmpty() ? Verdict.NOTHING : Verdict.NOT_OFFERED,
                                    "");
                        });
        return records.flatMap(found ->
                found.values().stream()
                        .findFirst()
                        .filter(one -> !one.isNotOffered() && one.port() == 443)
                        .flatMap(one ->
                                post(
                                        URI.create("https://" + one.host() + XML),
                                        address,
                                        steps,
                                        found.authenticated() ? Origin.DNSSEC : Origin.DNS)));
    }

    /** Version 2 says in JSON where the XML is. */
    private Optional<Result> byPointer(MailAddress address, int steps) {
        URI place =
                URI.create(
                        "https://autodiscover."
                                + address.domain()
                                + JSON
                                + address.encoded()
                                + "&Protocol=AutodiscoverV1");
        Optional<URI> pointer =
                inquiry.ask(
                        Source.AUTODISCOVER,
                        place.toString(),
                        () -> {
                            Web.Document document = inquiry.web().get(place, Web.Form.JSON);
                            URI url = AutodiscoverFile.pointer(document.octets());
                            agreed(place.getHost(), url.getHost());
                            return new Inquiry.Told<>(url, Verdict.LED_ON, url.toString());
                        });
        return pointer.filter(url -> !isAskedAnyway(url, address))
                .flatMap(url -> post(url, address, steps, Origin.HTTPS));
    }

    private static boolean isAskedAnyway(URI url, MailAddress address) {
        return url.getPath().equalsIgnoreCase(XML)
                && (url.getHost().equals(address.domain())
                        || url.getHost().equals("autodiscover." + address.domain()));
    }
}
