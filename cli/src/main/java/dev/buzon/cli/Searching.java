package dev.buzon.cli;

import dev.buzon.client.discovery.Choice;
import dev.buzon.client.discovery.Concern;
import dev.buzon.client.discovery.Discovery;
import dev.buzon.client.discovery.Event;
import dev.buzon.client.discovery.Finding;
import dev.buzon.client.discovery.Proposal;
import dev.buzon.client.discovery.Report;
import dev.buzon.client.discovery.Wishes;
import dev.buzon.client.discovery.name.MailAddress;
import dev.buzon.client.discovery.reach.Internet;
import dev.buzon.client.net.Security;
import java.util.Locale;

/** Looks for the servers of an address in front of the person's eyes. */
final class Searching {
    private final Terminal terminal;
    private final Internet internet;

    Searching(Terminal terminal, Internet internet) {
        this.terminal = terminal;
        this.internet = internet;
    }

    /** Looks, and says what each source said as soon as it did. */
    Report find(MailAddress address, Wishes wishes) {
        terminal.say("find.looking", address);
        return new Discovery(internet).find(address, wishes, this::heard);
    }

    private void heard(Event event) {
        switch (event) {
            case Event.Answered(Finding finding) -> line(finding, "✓");
            case Event.Nothing(Finding finding) -> line(finding, "·");
            case Event.Refused(Finding finding) -> line(finding, "✗");
            case Event.Skipped _,
                    Event.Asked _,
                    Event.Looking _,
                    Event.Looked _,
                    Event.Ended _ -> {}
        }
    }

    /** What became of one question, for a list. */
    void line(Finding finding, String mark) {
        Texts texts = terminal.texts();
        String detail = finding.detail().isEmpty() ? "" : " (" + finding.detail() + ")";
        terminal.say(
                "find.line",
                mark,
                texts.text(finding.source().key()),
                finding.asked().isEmpty() ? "" : " " + finding.asked(),
                texts.text(finding.verdict().key()) + detail,
                finding.took().toMillis());
    }

    /** A proposal as a card: owner first, then the servers, then all there is to agree to. */
    void card(int number, Proposal proposal) {
        terminal.say(
                "find.card",
                number,
                proposal.incoming().host().ownerShown(),
                terminal.texts().text(proposal.incoming().source().key()));
        server("find.incoming", proposal.incoming());
        proposal.outgoing().ifPresent(choice -> server("find.outgoing", choice));
        for (Concern concern : proposal.concerns()) {
            terminal.say("find.concern", terminal.texts().text(concern.key()));
        }
    }

    private void server(String text, Choice choice) {
        String reach = choice.reach().state().name().toLowerCase(Locale.ROOT).replace('_', '-');
        String detail = choice.reach().detail();
        terminal.say(
                text,
                choice.host().shown(),
                choice.offer().server().port(),
                security(choice.offer().security()),
                terminal.texts().text("find.reach." + reach),
                detail.isEmpty() ? "" : ": " + detail);
    }

    private static String security(Security security) {
        return switch (security) {
            case IMPLICIT_TLS -> "TLS";
            case UPGRADE -> "STARTTLS";
            case CLEARTEXT -> "—";
        };
    }
}
