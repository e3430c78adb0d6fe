package dev.buzon.client.discovery;

import dev.buzon.client.discovery.file.AutoconfigFile;
import dev.buzon.client.discovery.name.Domains;
import dev.buzon.client.discovery.name.MailAddress;
import dev.buzon.client.discovery.offer.Settings;
import dev.buzon.client.discovery.reach.Records;
import dev.buzon.client.discovery.reach.Verdict;
import dev.buzon.client.discovery.reach.Web;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

/** The places where an autoconfig file may be (draft-ietf-mailmaint-autoconfig-06, C-026). */
final class Autoconfig {
    private static final String FILE = "/mail/config-v1.1.xml?emailaddress=";

    private Autoconfig() {}

    static void autoconfigHost(Inquiry inquiry) {
        ask(inquiry, Source.AUTOCONFIG, Origin.HTTPS, 0, place("https", inquiry));
    }

    static void wellKnown(Inquiry inquiry) {
        ask(inquiry, Source.WELL_KNOWN, Origin.HTTPS, 0, wellKnown("https", inquiry));
    }

    /** By plain http, at both places; only when the person agreed. */
    static void plain(Inquiry inquiry) {
        Source source = Source.PLAIN_AUTOCONFIG;
        URI first = place("http", inquiry);
        if (!inquiry.wishes().plainHttp()) {
            inquiry.skip(source, first.toString(), Verdict.NEEDS_CONSENT);
            return;
        }
        sideBySide(
                inquiry,
                List.of(
                        () -> ask(inquiry, source, Origin.HTTP, 0, first),
                        () -> ask(inquiry, source, Origin.HTTP, 1, wellKnown("http", inquiry))));
    }

    /** The public database, which hears the domain and not the address. */
    static void database(Inquiry inquiry) {
        Optional<URI> base = inquiry.wishes().database();
        if (base.isEmpty()) {
            inquiry.skip(Source.ISPDB, "", Verdict.SWITCHED_OFF);
            return;
        }
        String domain = inquiry.address().domain();
        ask(inquiry, Source.ISPDB, Origin.HTTPS, 0, entry(base.get(), domain));
    }

    /** The provider that takes the domain's mail may have a file, or an entry in the database. */
    static void ofExchanger(Inquiry inquiry) {
        Providers exchanger = providers(inquiry);
        Origin origin = exchanger.authenticated() ? Origin.DNSSEC : Origin.DNS;
        Set<Source> without = inquiry.wishes().without();
        List<Runnable> tasks = new ArrayList<>();
        int rank = 0;
        for (String provider : exchanger.domains()) {
            int place = rank++;
            tasks.add(() ->
                    ask(
                            inquiry,
                            Source.MX_AUTOCONFIG,
                            origin,
                            place,
                            at("https", "autoconfig." + provider, FILE, inquiry)));
            inquiry.wishes()
                    .database()
                    .filter(_ ->
                            !without.contains(Source.MX_ISPDB) && !without.contains(Source.ISPDB))
                    .ifPresent(base ->
                            tasks.add(() ->
                                    ask(
                                            inquiry,
                                            Source.MX_ISPDB,
                                            origin,
                                            place,
                                            entry(base, provider))));
        }
        sideBySide(inquiry, tasks);
    }

    private record Providers(List<String> domains, boolean authenticated) {}

    private static Providers providers(Inquiry inquiry) {
        MailAddress address = inquiry.address();
        Optional<Records<Records.Exchanger>> exchangers =
                inquiry.ask(
                        Source.MX_AUTOCONFIG,
                        "MX " + address.domain(),
                        () -> {
                            var records =
                                    inquiry.internet()
                                            .dns()
                                            .exchangers(address.domain(), inquiry.deadline());
                            return new Inquiry.Told<>(records, verdict(records.values()), "");
                        });
        List<String> domains =
                exchangers.stream()
                        .flatMap(all -> all.values().stream().limit(1))
                        .filter(first -> !first.host().isEmpty())
                        .flatMap(first -> Domains.parentsWithinOwner(first.host()).stream())
                        .filter(provider -> !provider.equals(address.domain()))
                        .toList();
        return new Providers(domains, exchangers.filter(Records::authenticated).isPresent());
    }

    /** No exchanger at all, the null one (RFC 7505 §3), or a host that leads on. */
    private static Verdict verdict(List<Records.Exchanger> exchangers) {
        if (exchangers.isEmpty()) {
            return Verdict.NOTHING;
        }
        return exchangers.getFirst().host().isEmpty() ? Verdict.NOT_OFFERED : Verdict.LED_ON;
    }

    private static void ask(Inquiry inquiry, Source source, Origin origin, int rank, URI place) {
        record Answer(Settings settings, boolean secure) {}
        Optional<Answer> answer =
                inquiry.ask(
                        source,
                        place.toString(),
                        () -> {
                            Web.Document document = inquiry.web().get(place, Web.Form.XML);
                            Settings settings =
                                    AutoconfigFile.read(document.octets(), inquiry.address());
                            return new Inquiry.Told<>(
                                    new Answer(settings, document.isSecure()),
                                    Verdict.ANSWERED,
                                    document.at().equals(place) ? "" : document.at().toString());
                        });
        answer.ifPresent(got ->
                inquiry.offer(source, rank, got.secure() ? origin : Origin.HTTP, got.settings()));
    }

    private static void sideBySide(Inquiry inquiry, List<Runnable> tasks) {
        inquiry.all(
                tasks.stream()
                        .<Callable<Optional<Object>>>map(task ->
                                () -> {
                                    task.run();
                                    return Optional.empty();
                                })
                        .toList());
    }

    private static URI place(String scheme, Inquiry inquiry) {
        return at(scheme, "autoconfig." + inquiry.address().domain(), FILE, inquiry);
    }

    private static URI wellKnown(String scheme, Inquiry inquiry) {
        return at(scheme, inquiry.address().domain(), "/.well-known/autoconfig" + FILE, inquiry);
    }

    private static URI at(String scheme, String host, String path, Inquiry inquiry) {
        return URI.create(scheme + "://" + host + path + inquiry.address().encoded());
    }

    private static URI entry(URI base, String domain) {
        String text = base.toString();
        return URI.create(
                text.contains("{domain}")
                        ? text.replace("{domain}", domain)
                        : text + (text.endsWith("/") ? "" : "/") + domain);
    }
}
