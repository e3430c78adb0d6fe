package dev.buzon.cli;

import dev.buzon.client.account.AccountText;
import dev.buzon.client.account.MailAccount;
import dev.buzon.client.account.MailAccount.Folder;
import dev.buzon.client.account.MailAccount.Format;
import dev.buzon.client.account.MailAccount.Grant;
import dev.buzon.client.account.MailAccount.Leave;
import dev.buzon.client.account.MailAccount.Wishes;
import dev.buzon.client.discovery.name.MailAddress;
import dev.buzon.client.discovery.reach.Internet;
import dev.buzon.client.oauth.Tokens;
import dev.buzon.client.own.Grants;
import dev.buzon.client.own.Home;
import dev.buzon.client.own.Logins;
import dev.buzon.client.own.Maildrops;
import dev.buzon.client.own.OwnAccounts;
import dev.buzon.client.own.OwnFailureException;
import dev.buzon.client.own.OwnSecrets;
import dev.buzon.client.pop3.Pop3;
import dev.buzon.client.pop3.Pop3Exception;
import dev.buzon.client.secret.SecretName;
import dev.buzon.client.secret.SecretPlace;
import dev.buzon.protocol.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code buzon account add}: from an address and a password to an account that works. */
@Command(
        name = "add",
        description = {
            "Adds an account: looks for its servers and shows what each source says, asks, tries the"
                    + " login, and saves it. Nothing is saved unless the login works; no password"
                    + " goes to a server whose certificate is not right."
        },
        mixinStandardHelpOptions = true)
final class AccountAddCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Home home;
    private final Supplier<Internet> internet;
    private final OwnAccounts accounts;
    private final OwnSecrets secrets;

    @Parameters(paramLabel = "ADDRESS", description = "The mail address: ana@example.org.")
    private String address = "";

    @Mixin private ServerChoice servers = new ServerChoice();
    @Mixin private GivenPassword given = new GivenPassword();

    @Option(names = "--name", paramLabel = "NAME", description = "Your name, as others see it.")
    private String name = "";

    @Option(
            names = "--user",
            paramLabel = "USER",
            description = "The name to log in with, if it is not the address.")
    private @Nullable String user;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "Where the mail goes; without it ~/Mail/ADDRESS.")
    private @Nullable Path folder;

    @Option(
            names = "--format",
            defaultValue = "MAILDIR",
            description = "maildir (a file for each message) or mbox (one file).")
    private Format format = Format.MAILDIR;

    @Option(
            names = "--leave-on-server",
            paramLabel = "TIME",
            defaultValue = "14d",
            description =
                    "How long collected messages stay on the server: 14d, always, never; 14d unless"
                            + " you say otherwise.")
    private String leave = "14d";

    @Option(
            names = "--oauth",
            paramLabel = "PROVIDER",
            description =
                    "Log in with a token instead of a password: gmail, outlook, or an issuer's https"
                            + " address; needs --client-id.")
    private @Nullable String oauth;

    @Option(
            names = "--client-id",
            paramLabel = "ID",
            description = "What the provider calls the program you registered with it.")
    private @Nullable String clientId;

    @Option(
            names = "--client-secret-file",
            paramLabel = "FILE",
            description =
                    "The secret the provider gave with that identifier (Gmail does), in the first"
                            + " line of FILE; it is kept in the vault.")
    private @Nullable Path clientSecretFile;

    AccountAddCommand(Terminal terminal, Home home, Supplier<Internet> internet) {
        this.terminal = terminal;
        this.home = home;
        this.internet = internet;
        this.accounts = new OwnAccounts(home);
        this.secrets = OwnSecrets.in(home, terminal.prompt());
    }

    @Override
    public Integer call() throws CommandFailure, OwnFailureException, InterruptedException {
        MailAddress mail = mailAddress();
        if (accounts.find(mail.toString()).isPresent()) {
            throw new CommandFailure(terminal.texts().text("add.exists", mail));
        }
        Internet outside = internet.get();
        Found found = servers.choose(mail, new Searching(terminal, outside), terminal);
        if (user != null) {
            found = found.as(user);
        }
        MailAccount draft = account(mail, found);
        MailAccount saved =
                draft.grant().isPresent() ? granted(draft) : withPassword(draft, found, outside);
        accounts.write(saved);
        terminal.say("add.done", saved.address(), accounts.file(saved.address()));
        terminal.say("add.next", saved.folder().path());
        return 0;
    }

    private MailAddress mailAddress() throws CommandFailure {
        try {
            return MailAddress.of(address);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(Failures.reason(e));
        }
    }

    private MailAccount account(MailAddress mail, Found found) throws CommandFailure {
        Optional<Leave> stays = AccountText.leave(leave);
        if (stays.isEmpty()) {
            throw new CommandFailure(terminal.texts().text("add.leave", leave));
        }
        if (oauth != null && clientId == null) {
            throw new CommandFailure(terminal.texts().text("add.clientId"));
        }
        Optional<Grant> grant =
                oauth == null || clientId == null
                        ? Optional.empty()
                        : Optional.of(new Grant(oauth, clientId));
        Path mailFolder =
                folder == null ? home.mailOf(mail.toString()) : folder.toAbsolutePath().normalize();
        Wishes usual = Wishes.USUAL;
        return new MailAccount(
                mail.toString(),
                name,
                found.incoming(),
                found.outgoing(),
                "ask",
                grant,
                new Folder(mailFolder, format),
                new Wishes(
                        stays.get(),
                        usual.untilDeletedHere(),
                        usual.largest(),
                        usual.order(),
                        usual.headersOnly(),
                        usual.octetsPerSecond(),
                        usual.resetBeforeQuit()),
                Duration.ofMinutes(10));
    }

    /** Tries the password with the names that could be meant, and keeps it when one works. */
    private MailAccount withPassword(MailAccount draft, Found found, Internet outside)
            throws CommandFailure, OwnFailureException, InterruptedException {
        Optional<SecretPlace> place = given.place(secrets);
        Secret password = given.password(draft.address(), place, secrets, terminal);
        MailAccount works = tried(draft, found, password, outside);
        if (place.isPresent()) {
            if (place.get().keeps()) {
                secrets.keep(SecretName.password(draft.address()), place.get(), password);
            }
            return works.withSecret(place.get().text());
        }
        SecretPlace kept =
                secrets.keepWhereBest(
                        SecretName.password(draft.address()), password, this::agreesToVault);
        return works.withSecret(kept.text());
    }

    private MailAccount tried(MailAccount draft, Found found, Secret password, Internet outside)
            throws CommandFailure, OwnFailureException, InterruptedException {
        var maildrops = new Maildrops(home, Logins.with(password));
        var check = new LoginCheck(terminal);
        Optional<String> refusal = Optional.empty();
        for (String candidate : found.users()) {
            Found as = found.as(candidate);
            MailAccount account = draft.at(as.incoming(), as.outgoing());
            try {
                Pop3 pop3 = maildrops.pop3(account);
                // What a stranger named is reached by the rules for strangers' names.
                check.tryLogin(account, servers.named() ? pop3 : pop3.dialer(outside.dialer()));
                return account;
            } catch (Pop3Exception.LoginRefused e) {
                refusal = refusal.or(() -> Optional.of(check.sentence(account, e)));
            } catch (Pop3Exception e) {
                throw new CommandFailure(check.sentence(account, e));
            }
        }
        throw new CommandFailure(refusal.orElse(""));
    }

    /** Lets the provider ask the person, tries the token, and keeps what gets the next ones. */
    private MailAccount granted(MailAccount draft)
            throws CommandFailure, OwnFailureException, InterruptedException {
        Grant grant = draft.grant().orElseThrow();
        var grants = new Grants(secrets);
        if (clientSecretFile != null) {
            byte[] secret = PasswordSource.fromFile(clientSecretFile, terminal);
            grants.keepClientSecret(grant, Secret.of(secret));
        }
        Tokens tokens = new Agreeing(grants, terminal).ask(grant);
        SecretPlace kept =
                secrets.keepWhereBest(
                        SecretName.refreshToken(draft.address()),
                        tokens.refresh().orElse(tokens.access()),
                        this::agreesToVault);
        MailAccount account = draft.withSecret(kept.text());
        var maildrops = new Maildrops(home, Logins.with(secrets));
        new LoginCheck(terminal).look(account, maildrops.pop3(account));
        return account;
    }

    private boolean agreesToVault(String why) {
        if (servers.yes()) {
            return true;
        }
        terminal.say("add.noKeyring", why);
        return terminal.ask(terminal.texts().text("add.vault"))
                .map(answer -> answer.isEmpty() || answer.matches("(?i)[ysj].*"))
                .orElse(true);
    }
}
