package dev.buzon.cli;

import dev.buzon.client.account.MailAccount.Security;
import dev.buzon.client.account.MailAccount.Server;
import dev.buzon.client.discovery.Choice;
import dev.buzon.client.discovery.Concern;
import dev.buzon.client.discovery.Proposal;
import dev.buzon.client.discovery.Report;
import dev.buzon.client.discovery.Source;
import dev.buzon.client.discovery.Wishes;
import dev.buzon.client.discovery.name.MailAddress;
import dev.buzon.client.pop3.Pop3Url;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of a new account that say where its servers are, and the search when they do not. */
final class ServerChoice {
    /** What a script cannot agree to: somebody has to look. */
    private static final Set<Concern> NEVER =
            EnumSet.of(
                    Concern.CLEARTEXT,
                    Concern.CERTIFICATE_REFUSED,
                    Concern.NOT_WORKING,
                    Concern.MISLEADING_NAME,
                    Concern.PLAIN_HTTP);

    private static final int SUBMISSIONS = 465;
    private static final int SUBMISSION = 587;

    @Option(
            names = "--incoming",
            paramLabel = "URL",
            description =
                    "The POP3 server, instead of looking for it: pops://user@host:995 (TLS) or"
                            + " pop://user@host:110 (STLS).")
    private @Nullable String incoming;

    @Option(
            names = "--outgoing",
            paramLabel = "URL",
            description =
                    "The submission server: smtps://host:465 (TLS), smtp://host:587 (STARTTLS).")
    private @Nullable String outgoing;

    @Option(
            names = "--trust",
            paramLabel = "TRUST",
            defaultValue = Server.SYSTEM,
            description =
                    "Which certificates are believed: system, authorities:FILE, pinned:SHA256.")
    private String trust = Server.SYSTEM;

    @Option(
            names = "--cleartext",
            description = "No TLS, for a line that nobody else can touch (with --incoming).")
    private boolean cleartext;

    @Option(names = "--yes", description = "Ask nothing: take the best that was found.")
    private boolean yes;

    @Option(
            names = "--accept",
            paramLabel = "DOMAIN",
            description = "With --yes: servers of this other domain are fine (repeatable).")
    private List<String> accepted = new ArrayList<>();

    @Option(names = "--no-database", description = "Do not ask the public database of providers.")
    private boolean noDatabase;

    /** Whether nothing is to be asked. */
    boolean yes() {
        return yes;
    }

    /** Whether the person named the servers, so that nobody is asked for them. */
    boolean named() {
        return incoming != null;
    }

    /** The servers: those named, or those found and agreed to. */
    Found choose(MailAddress address, Searching searching, Terminal terminal)
            throws CommandFailure {
        if (incoming != null) {
            return named(address, terminal.texts());
        }
        Wishes wishes =
                noDatabase
                        ? Wishes.USUAL.without(Source.ISPDB).without(Source.MX_ISPDB)
                        : Wishes.USUAL;
        Report report = searching.find(address, wishes);
        if (report.proposals().isEmpty()) {
            throw new CommandFailure(terminal.texts().text("add.nothing", address.domain()));
        }
        List<Proposal> proposals = report.proposals().stream().limit(3).toList();
        for (int i = 0; i < proposals.size(); i++) {
            searching.card(i + 1, proposals.get(i));
        }
        Proposal chosen =
                yes ? unasked(proposals.getFirst(), terminal.texts()) : asked(proposals, terminal);
        return found(chosen);
    }

    private Proposal unasked(Proposal best, Texts texts) throws CommandFailure {
        Set<Concern> concerns = EnumSet.noneOf(Concern.class);
        concerns.addAll(best.concerns());
        for (Concern concern : concerns) {
            if (NEVER.contains(concern)) {
                throw new CommandFailure(texts.text("add.never", texts.text(concern.key())));
            }
        }
        List<Choice> servers = new ArrayList<>(List.of(best.incoming()));
        best.outgoing().ifPresent(servers::add);
        for (Choice server : servers) {
            String owner = server.host().owner();
            if (server.concerns().contains(Concern.OUTSIDE_DOMAIN) && !accepted.contains(owner)) {
                throw new CommandFailure(
                        texts.text("add.outside", server.host().ascii(), owner, owner));
            }
        }
        return best;
    }

    private static Proposal asked(List<Proposal> proposals, Terminal terminal)
            throws CommandFailure {
        Texts texts = terminal.texts();
        while (true) {
            Optional<String> answer = terminal.ask(texts.text("add.which", proposals.size()));
            if (answer.isEmpty()) {
                throw new CommandFailure(texts.text("add.noTerminal"));
            }
            if (answer.get().matches("[1-9]")
                    && Integer.parseInt(answer.get()) <= proposals.size()) {
                return proposals.get(Integer.parseInt(answer.get()) - 1);
            }
            if (answer.get().isEmpty() || answer.get().matches("(?i)n.*")) {
                throw new CommandFailure(texts.text("add.declined"));
            }
        }
    }

    private Found found(Proposal proposal) {
        return new Found(
                server(proposal.incoming()),
                proposal.incoming().offer().users(),
                proposal.outgoing().map(this::server),
                proposal.oauth().flatMap(hint -> hint.issuer()).map(URI::toString));
    }

    private Server server(Choice choice) {
        Security security =
                switch (choice.offer().security()) {
                    case IMPLICIT_TLS -> Security.TLS;
                    case UPGRADE -> Security.STARTTLS;
                    case CLEARTEXT -> Security.NONE;
                };
        return new Server(
                choice.offer().server().host(),
                choice.offer().server().port(),
                security,
                choice.offer().users().getFirst(),
                trust);
    }

    private Found named(MailAddress address, Texts texts) throws CommandFailure {
        try {
            Pop3Url url = Pop3Url.parse(String.valueOf(incoming));
            Security security =
                    switch (url.security()) {
                        case IMPLICIT_TLS -> Security.TLS;
                        case UPGRADE, CLEARTEXT -> cleartext ? Security.NONE : Security.STARTTLS;
                    };
            String user = url.user().orElse(address.toString());
            Server server =
                    new Server(url.server().host(), url.server().port(), security, user, trust);
            List<String> users =
                    url.user().isPresent() ? List.of(user) : List.of(user, address.local());
            Optional<Server> sending =
                    Optional.ofNullable(outgoing).map(text -> sending(text, user));
            return new Found(server, users, sending, Optional.empty());
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(texts.text("add.url", Failures.reason(e)));
        }
    }

    private Server sending(String text, String user) {
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        boolean tls = "smtps".equalsIgnoreCase(url.getScheme());
        if ((!tls && !"smtp".equalsIgnoreCase(url.getScheme())) || url.getHost() == null) {
            throw new IllegalArgumentException("it must be smtps://host:465 or smtp://host:587");
        }
        Security security = tls ? Security.TLS : cleartext ? Security.NONE : Security.STARTTLS;
        int port = url.getPort() > 0 ? url.getPort() : tls ? SUBMISSIONS : SUBMISSION;
        String named = url.getUserInfo();
        return new Server(url.getHost(), port, security, named == null ? user : named, trust);
    }
}
