package dev.buzon.cli;

import dev.buzon.client.discovery.Concern;
import dev.buzon.client.discovery.Finding;
import dev.buzon.client.discovery.Proposal;
import dev.buzon.client.discovery.Report;
import dev.buzon.client.discovery.Source;
import dev.buzon.client.discovery.Wishes;
import dev.buzon.client.discovery.name.MailAddress;
import dev.buzon.client.discovery.reach.Internet;
import dev.buzon.client.discovery.reach.Verdict;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code buzon doctor}: what a mail program will find for an address, and what to mend. */
@Command(
        name = "doctor",
        description = {
            "Shows what a mail program finds for an address, source by source, whether the servers"
                    + " answer with a certificate that is right, and what to mend. No password is"
                    + " asked for or sent.",
            "Exit code: 0 a program sets itself up; 1 something is to be mended."
        },
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
    /** What whoever runs a domain can publish, each enough for some programs. */
    private static final Set<Source> OWN =
            EnumSet.of(
                    Source.AUTOCONFIG,
                    Source.WELL_KNOWN,
                    Source.SRV,
                    Source.PACC,
                    Source.AUTODISCOVER);

    private static final Pattern SECURE = Pattern.compile("https://([^/:?]+)");

    private final Terminal terminal;
    private final Supplier<Internet> internet;

    @Parameters(paramLabel = "ADDRESS", description = "Any address of the domain: ana@example.org.")
    private String address = "";

    @Option(names = "--no-database", description = "Do not ask the public database of providers.")
    private boolean noDatabase;

    DoctorCommand(Terminal terminal, Supplier<Internet> internet) {
        this.terminal = terminal;
        this.internet = internet;
    }

    @Override
    public Integer call() throws CommandFailure {
        MailAddress mail;
        try {
            mail = MailAddress.of(address);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(Failures.reason(e));
        }
        Wishes everything = Wishes.USUAL.askingEverybody();
        Wishes wishes =
                noDatabase ? everything.without(Source.ISPDB).without(Source.MX_ISPDB) : everything;
        var searching = new Searching(terminal, internet.get());
        Report report = searching.find(mail, wishes);
        terminal.line(Terminal.Colour.PLAIN, "");
        int number = 1;
        for (Proposal proposal : report.proposals()) {
            searching.card(number++, proposal);
        }
        terminal.line(Terminal.Colour.PLAIN, "");
        boolean sound = report.best().filter(Proposal::isVerified).isPresent();
        terminal.say(sound ? "doctor.sound" : "doctor.unsound", mail.domain());
        covered(report);
        int advice = mend(report);
        if (advice == 0) {
            terminal.say("doctor.nothing");
        }
        return sound ? 0 : 1;
    }

    /** Says which names of web servers have a certificate that covers them. */
    private void covered(Report report) {
        report.findings().stream()
                .filter(finding -> OWN.contains(finding.source()))
                .filter(finding -> finding.verdict() == Verdict.ANSWERED)
                .flatMap(finding -> secureHost(finding).stream())
                .distinct()
                .forEach(host -> terminal.say("doctor.covered", host));
    }

    /** The host of an https address that was asked. */
    private static Optional<String> secureHost(Finding finding) {
        Matcher matcher = SECURE.matcher(finding.asked());
        return matcher.lookingAt() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private void mend(Finding finding) {
        Texts texts = terminal.texts();
        Optional<String> host = secureHost(finding);
        if (host.isPresent() && finding.verdict() == Verdict.CERTIFICATE_REFUSED) {
            terminal.say("doctor.uncovered", host.get(), finding.detail());
        } else {
            terminal.say(
                    "doctor.mend",
                    texts.text(finding.source().key()),
                    texts.text(finding.verdict().key()),
                    finding.asked());
        }
    }

    /** Says what to mend; how many things. */
    private int mend(Report report) {
        int advice = 0;
        String domain = report.address().domain();
        for (Source source : OWN) {
            for (Finding finding : report.of(source)) {
                if (worthMending(finding.verdict())) {
                    mend(finding);
                    advice++;
                }
            }
        }
        boolean published =
                report.findings().stream()
                        .anyMatch(f -> OWN.contains(f.source()) && f.verdict() == Verdict.ANSWERED);
        if (!published) {
            terminal.say("doctor.publish", domain);
            advice++;
        }
        for (Proposal proposal : report.best().stream().toList()) {
            for (Concern concern : proposal.concerns()) {
                terminal.say("doctor.concern", terminal.texts().text(concern.key()));
                advice++;
            }
            if (proposal.outgoing().isEmpty()) {
                terminal.say("doctor.noOutgoing");
                advice++;
            }
        }
        return advice;
    }

    private static boolean worthMending(Verdict verdict) {
        return switch (verdict.kind()) {
            case REFUSED -> true;
            case FAILED -> verdict == Verdict.SERVER_ERROR;
            case ANSWER, NOTHING, SKIPPED -> false;
        };
    }
}
