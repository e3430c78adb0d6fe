package dev.buzon.client.discovery;

import dev.buzon.client.discovery.name.Domains;
import dev.buzon.client.discovery.name.MailAddress;
import dev.buzon.client.discovery.offer.Offer;
import dev.buzon.client.discovery.offer.Offer.Service;
import dev.buzon.client.discovery.offer.Settings;
import dev.buzon.client.discovery.reach.Records;
import dev.buzon.client.discovery.reach.Verdict;
import dev.buzon.client.net.Security;
import dev.buzon.client.net.ServerAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * SRV records (RFC 6186 §3, RFC 8314 §5.1, C-023): priority, then weight; TLS from the first octet
 * before TLS by upgrade; a lone dot says that the service is not offered.
 */
final class ServiceRecords {
    /** The most servers of one service that are taken. */
    private static final int SERVERS_LIMIT = 4;

    private ServiceRecords() {}

    private record Kind(String label, Service service, Security security) {}

    private static final List<Kind> KINDS =
            List.of(
                    new Kind("_pop3s", Service.POP3, Security.IMPLICIT_TLS),
                    new Kind("_pop3", Service.POP3, Security.UPGRADE),
                    new Kind("_submissions", Service.SUBMISSION, Security.IMPLICIT_TLS),
                    new Kind("_submission", Service.SUBMISSION, Security.UPGRADE));

    private record Answer(List<Offer> offers, boolean authenticated) {}

    static void ask(Inquiry inquiry) {
        List<Callable<Optional<Answer>>> questions = new ArrayList<>();
        for (Kind kind : KINDS) {
            questions.add(() -> ask(inquiry, kind));
        }
        List<Answer> answers = inquiry.all(questions);
        List<Offer> incoming = offers(answers, Service.POP3);
        List<Offer> outgoing = offers(answers, Service.SUBMISSION);
        boolean authenticated =
                answers.stream()
                        .filter(answer -> !answer.offers().isEmpty())
                        .allMatch(Answer::authenticated);
        if (!incoming.isEmpty() || !outgoing.isEmpty()) {
            inquiry.offer(
                    Source.SRV,
                    0,
                    authenticated ? Origin.DNSSEC : Origin.DNS,
                    Settings.of(incoming, outgoing));
        }
    }

    private static Optional<Answer> ask(Inquiry inquiry, Kind kind) {
        String name = kind.label() + "._tcp." + inquiry.address().domain();
        return inquiry.ask(
                Source.SRV,
                "SRV " + name,
                () -> {
                    Records<Records.Service> records =
                            inquiry.internet().dns().services(name, inquiry.deadline());
                    List<Offer> offers =
                            records.values().stream()
                                    .filter(record -> !record.isNotOffered())
                                    .limit(SERVERS_LIMIT)
                                    .flatMap(record ->
                                            offer(kind, record, inquiry.address()).stream())
                                    .toList();
                    return new Inquiry.Told<>(
                            new Answer(offers, records.authenticated()),
                            verdict(records.values(), offers),
                            "");
                });
    }

    private static Verdict verdict(List<Records.Service> records, List<Offer> offers) {
        if (!offers.isEmpty()) {
            return Verdict.ANSWERED;
        }
        if (records.isEmpty()) {
            return Verdict.NOTHING;
        }
        return records.stream().allMatch(Records.Service::isNotOffered)
                ? Verdict.NOT_OFFERED
                : Verdict.NOT_UNDERSTOOD;
    }

    private static Optional<Offer> offer(Kind kind, Records.Service record, MailAddress address) {
        if (Domains.isNumeric(record.host())) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new Offer(
                            kind.service(),
                            new ServerAddress(record.host(), record.port()),
                            kind.security(),
                            List.of(),
                            List.of(address.toString(), address.local()))); // RFC 6186 §4
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static List<Offer> offers(List<Answer> answers, Service service) {
        return answers.stream()
                .flatMap(answer -> answer.offers().stream())
                .filter(offer -> offer.service() == service)
                .toList();
    }
}
