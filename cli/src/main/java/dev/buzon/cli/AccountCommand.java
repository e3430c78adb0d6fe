package dev.buzon.cli;

import com.google.gson.stream.JsonWriter;
import dev.buzon.client.account.AccountProblemException;
import dev.buzon.client.account.AccountText;
import dev.buzon.client.account.MailAccount;
import dev.buzon.client.account.MailAccount.Server;
import dev.buzon.client.own.Home;
import dev.buzon.client.own.Logins;
import dev.buzon.client.own.Maildrops;
import dev.buzon.client.own.OwnAccounts;
import dev.buzon.client.own.OwnFailureException;
import dev.buzon.client.own.OwnSecrets;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code buzon account}: the accounts that are collected here. */
@Command(
        name = "account",
        description = "The accounts that are collected here: add, list, edit, remove, check.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
final class AccountCommand {
    private final Terminal terminal;
    private final Home home;
    private final OwnAccounts accounts;
    private final OwnSecrets secrets;

    AccountCommand(Terminal terminal, Home home) {
        this.terminal = terminal;
        this.home = home;
        this.accounts = new OwnAccounts(home);
        this.secrets = OwnSecrets.in(home, terminal.prompt());
    }

    @Command(description = "Lists the accounts.", mixinStandardHelpOptions = true)
    int list(@Option(names = "--json", description = "As JSON, for programs.") boolean json)
            throws OwnFailureException {
        List<MailAccount> readable = new ArrayList<>();
        List<OwnFailureException> unusable = new ArrayList<>();
        for (String name : accounts.names()) {
            try {
                readable.add(accounts.read(name));
            } catch (OwnFailureException e) {
                unusable.add(e);
            }
        }
        if (json) {
            terminal.out().println(json(readable));
        } else if (readable.isEmpty() && unusable.isEmpty()) {
            terminal.say("account.none");
        }
        if (!json) {
            readable.forEach(this::line);
        }
        unusable.forEach(
                failure -> terminal.complain(OwnFailures.sentence(failure, terminal.texts())));
        return unusable.isEmpty() ? 0 : 1;
    }

    private void line(MailAccount account) {
        terminal.say(
                "account.line",
                account.address(),
                words(account.incoming()),
                account.outgoing().map(AccountCommand::words).orElse("-"),
                account.folder().path(),
                AccountText.text(account.wishes().leave()));
    }

    private static String words(Server server) {
        return server.host() + ":" + server.port() + " " + server.security().word();
    }

    private static String json(List<MailAccount> accounts) {
        var text = new StringWriter();
        try (var json = new JsonWriter(text)) {
            json.beginArray();
            for (MailAccount account : accounts) {
                json.beginObject().name("address").value(account.address());
                json.name("name").value(account.name());
                json(json.name("incoming"), account.incoming());
                if (account.outgoing().isPresent()) {
                    json(json.name("outgoing"), account.outgoing().get());
                }
                json.name("folder").value(account.folder().path().toString());
                json.name("format").value(account.folder().format().word());
                json.name("leaveOnServer").value(AccountText.text(account.wishes().leave()));
                json.name("everySeconds").value(account.every().toSeconds()).endObject();
            }
            json.endArray();
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail", e);
        }
        return text.toString();
    }

    private static void json(JsonWriter json, Server server) throws IOException {
        json.beginObject().name("host").value(server.host()).name("port").value(server.port());
        json.name("security").value(server.security().word());
        json.name("user").value(server.user()).endObject();
    }

    @Command(
            description = {
                "Changes settings of an account: leave-on-server=never largest=50MB …; without any,"
                        + " shows them all with the file where they are."
            },
            mixinStandardHelpOptions = true)
    int edit(
            @Parameters(paramLabel = "ADDRESS") String address,
            @Parameters(
                            arity = "0..*",
                            paramLabel = "KEY=VALUE",
                            description = "A setting; an empty value brings back the usual one.")
                    List<String> settings)
            throws CommandFailure, OwnFailureException {
        MailAccount account = accounts.read(address);
        if (settings == null || settings.isEmpty()) {
            terminal.line(Terminal.Colour.DIM, "# " + accounts.file(account.address()));
            terminal.out().print(Terminal.clean(AccountText.print(account)));
            return 0;
        }
        String text = AccountText.print(account);
        for (String setting : settings) {
            text = changed(text, setting);
        }
        try {
            MailAccount edited = AccountText.parse(text, String.join(" ", settings));
            if (!edited.address().equals(account.address())) {
                throw new CommandFailure(terminal.texts().text("account.edit.address"));
            }
            accounts.write(edited);
        } catch (AccountProblemException e) {
            throw new CommandFailure(
                    terminal.texts()
                            .text(
                                    "account.edit.wrong",
                                    String.join(
                                            "; ",
                                            e.problems().stream()
                                                    .map(p -> p.replaceFirst("^line \\d+: ", ""))
                                                    .toList())));
        }
        terminal.say("account.edited", account.address());
        return 0;
    }

    private String changed(String text, String setting) throws CommandFailure {
        int equals = setting.indexOf('=');
        if (equals < 1 || setting.chars().anyMatch(c -> c < ' ')) {
            throw new CommandFailure(terminal.texts().text("account.edit.form", setting));
        }
        String key = setting.substring(0, equals).strip();
        String line = key + " = " + setting.substring(equals + 1).strip() + "\n";
        String others =
                text.lines()
                        .filter(l -> !l.startsWith(key + " = "))
                        .reduce("", (all, l) -> all + l + "\n");
        return others + line;
    }

    @Command(
            description = {
                "Forgets an account: its settings and its password. The mail that was collected stays"
                        + " where it is, and what is on the server too; what is known of it stays as"
                        + " well, so that nothing comes twice if the account is added again."
            },
            mixinStandardHelpOptions = true)
    int remove(
            @Parameters(paramLabel = "ADDRESS") String address,
            @Option(
                            names = "--forget",
                            description =
                                    "Forgets what is known of its messages too: all that is on the"
                                            + " server is collected again if the account comes back.")
                    boolean forget)
            throws OwnFailureException, InterruptedException {
        Optional<MailAccount> account = readable(address);
        if (account.isPresent()) {
            secrets.forget(address, account.get().secret())
                    .map(Failures::reason)
                    .ifPresent(terminal::complain);
        }
        accounts.remove(address);
        if (forget) {
            accounts.forget(address);
        }
        terminal.say(forget ? "account.forgotten" : "account.removed", address);
        account.map(a -> a.folder().path())
                .filter(Files::exists)
                .ifPresent(folder -> terminal.say("account.mailStays", folder));
        return 0;
    }

    @Command(
            description = {
                "Logs in to an account's servers and says what is there; nothing is collected or"
                        + " deleted."
            },
            mixinStandardHelpOptions = true)
    int check(@Parameters(paramLabel = "ADDRESS") String address)
            throws CommandFailure, OwnFailureException, InterruptedException {
        MailAccount account = accounts.read(address);
        var maildrops = new Maildrops(home, Logins.with(secrets));
        new LoginCheck(terminal).look(account, maildrops.pop3(account));
        return 0;
    }

    /** The account, unless its file makes no sense: it can be removed all the same. */
    private Optional<MailAccount> readable(String address) {
        try {
            return accounts.find(address);
        } catch (OwnFailureException _) {
            return Optional.empty();
        }
    }
}
