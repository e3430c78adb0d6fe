package dev.buzon.client.discovery;

import dev.buzon.client.discovery.name.MailAddress;
import dev.buzon.client.discovery.offer.Offer;
import dev.buzon.client.discovery.offer.Offer.Service;
import dev.buzon.client.discovery.offer.Settings;
import dev.buzon.client.discovery.reach.Reach;
import dev.buzon.client.discovery.reach.Verdict;
import dev.buzon.client.net.Security;
import dev.buzon.client.net.ServerAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * Usual names at usual ports, each looked at without a name and without a password (C-025). Only
 * what speaks the protocol through TLS with a certificate for that name is offered.
 */
final class Guesses {
    /** How long the others have before servers are bothered that nobody named. */
    private static final Duration HEAD_START = Duration.ofMillis(400);

    private Guesses() {}

    private record Usual(Service service, int port, Security security, List<String> prefixes) {}

    private static final List<String> INCOMING = List.of("pop3.", "pop.", "mail.", "");
    private static final List<String> OUTGOING = List.of("smtp.", "mail.", "");

    private static final List<Usual> USUAL =
            List.of(
                    new Usual(Service.POP3, 995, Security.IMPLICIT_TLS, INCOMING),
                    new Usual(Service.POP3, 110, Security.UPGRADE, INCOMING),
                    new Usual(Service.SUBMISSION, 465, Security.IMPLICIT_TLS, OUTGOING),
                    new Usual(Service.SUBMISSION, 587, Security.UPGRADE, OUTGOING));

    static void ask(Inquiry inquiry) throws InterruptedException {
        if (!inquiry.wishes().everything()) {
            boolean better =
                    inquiry.board()
                            .await(
                                    inquiry.deadline().left(HEAD_START),
                                    seen ->
                                            isFound(inquiry, seen)
                                                    || seen.running().equals(Set.of(Source.GUESS)));
            if (better && inquiry.board().await(Duration.ZERO, seen -> isFound(inquiry, seen))) {
                inquiry.skip(Source.GUESS, "", Verdict.NOT_NEEDED);
                return;
            }
        }
        List<Callable<Optional<Offer>>> tries = new ArrayList<>();
        for (Usual usual : USUAL) {
            for (String prefix : usual.prefixes()) {
                Offer offer = offer(usual, prefix, inquiry.address());
                tries.add(() -> tried(inquiry, offer));
            }
        }
        List<Offer> good = inquiry.all(tries);
        Settings settings = Settings.of(of(good, Service.POP3), of(good, Service.SUBMISSION));
        if (!settings.isEmpty()) {
            inquiry.offer(Source.GUESS, 0, Origin.GUESSED, settings);
        }
    }

    private static boolean isFound(Inquiry inquiry, Board.Snapshot seen) {
        return Ranking.of(inquiry.address(), seen).stream().anyMatch(Proposal::isVerified);
    }

    private static Offer offer(Usual usual, String prefix, MailAddress address) {
        return new Offer(
                usual.service(),
                new ServerAddress(prefix + address.domain(), usual.port()),
                usual.security(),
                List.of(),
                List.of(address.toString(), address.local()));
    }

    private static Optional<Offer> tried(Inquiry inquiry, Offer offer) {
        String asked =
                offer.service().word().toUpperCase(Locale.ROOT) + " " + offer.server().toString();
        return inquiry.ask(
                        Source.GUESS,
                        asked,
                        () -> {
                            Reach reach =
                                    Inquiry.settled(inquiry.look(offer.endpoint()))
                                            .orElse(Reach.NOT_TRIED);
                            return new Inquiry.Told<>(reach, verdict(reach), reach.detail());
                        })
                .filter(Reach::isVerified)
                .map(_ -> offer);
    }

    private static Verdict verdict(Reach reach) {
        return switch (reach.state()) {
            case VERIFIED -> Verdict.ANSWERED;
            case NO_HOST -> Verdict.NOTHING;
            case CERTIFICATE_REFUSED -> Verdict.CERTIFICATE_REFUSED;
            case NO_TLS, CLEARTEXT -> Verdict.NO_TLS;
            case ADDRESS_REFUSED -> Verdict.ADDRESS_REFUSED;
            case OTHER_PROTOCOL -> Verdict.NOT_UNDERSTOOD;
            case UNREACHABLE -> Verdict.UNREACHABLE;
            case TIMED_OUT -> Verdict.TIMED_OUT;
            case NOT_TRIED -> Verdict.NOT_NEEDED;
        };
    }

    private static List<Offer> of(List<Offer> offers, Service service) {
        return offers.stream().filter(offer -> offer.service() == service).toList();
    }
}
