package dev.buzon.cli;

import dev.buzon.server.admin.AdminAnswer;
import dev.buzon.server.admin.AdminAnswer.Summary;
import dev.buzon.server.admin.AdminRequest;
import dev.buzon.store.Account;
import dev.buzon.store.Address;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code buzon user}: the accounts of a post office, whether its server runs or not. */
@Command(
        name = "user",
        description = "Accounts: add, list, passwd, remove, alias, quota, keep, tls.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
final class UserCommand {
    /** What {@code user alias} does. */
    enum AliasWork {
        add,
        remove
    }

    private final Terminal terminal;
    private final AccountDesk desk;
    private final UserReport report;

    @Spec private @Nullable CommandSpec spec;

    UserCommand(Terminal terminal, AccountDesk desk) {
        this.terminal = terminal;
        this.desk = desk;
        this.report = new UserReport(terminal);
    }

    @Command(
            description = "Adds an account; asks for its password.",
            mixinStandardHelpOptions = true)
    int add(
            @Mixin Place place,
            @Mixin PasswordSource passwords,
            @Option(
                            names = "--quota",
                            paramLabel = "SIZE",
                            description = "How much its maildrop may hold: 500MB, 2GiB, none.")
                    @Nullable String quota,
            @Parameters(paramLabel = "ADDRESS") String address)
            throws CommandFailure {
        Address account = address(address);
        OptionalLong octets = quota == null ? OptionalLong.empty() : OptionalLong.of(octets(quota));
        PasswordSource.NewPassword password = passwords.password(terminal);
        var request = new AdminRequest.Add(account, password.secret(), octets);
        Summary added = report.done(desk.ask(place, request)).getFirst();
        terminal.say("user.added", added.address());
        password.generated().ifPresent(made -> terminal.say("user.password", made));
        return 0;
    }

    @Command(description = "Lists the accounts.", mixinStandardHelpOptions = true)
    int list(
            @Mixin Place place,
            @Option(names = "--json", description = "As JSON, for programs.") boolean json)
            throws CommandFailure {
        AdminAnswer answer = desk.ask(place, new AdminRequest.ListAll());
        List<Summary> accounts = report.done(answer);
        if (json) {
            report.json(accounts);
        } else {
            report.table(accounts);
        }
        return 0;
    }

    @Command(description = "Sets another password; asks for it.", mixinStandardHelpOptions = true)
    int passwd(
            @Mixin Place place,
            @Mixin PasswordSource passwords,
            @Parameters(paramLabel = "ADDRESS") String address)
            throws CommandFailure {
        Address account = address(address);
        PasswordSource.NewPassword password = passwords.password(terminal);
        report.done(desk.ask(place, new AdminRequest.SetPassword(account, password.secret())));
        terminal.say("user.changed", account);
        password.generated().ifPresent(made -> terminal.say("user.password", made));
        return 0;
    }

    @Command(
            description = "Removes an account and all its mail, for good.",
            mixinStandardHelpOptions = true)
    int remove(@Mixin Place place, @Parameters(paramLabel = "ADDRESS") String address)
            throws CommandFailure {
        AdminAnswer answer = desk.ask(place, new AdminRequest.Remove(address(address)));
        Summary removed = report.done(answer).getFirst();
        terminal.say("user.removed", removed.address(), removed.messages());
        return 0;
    }

    @Command(
            description = "Adds or removes an alias: an address whose mail the account gets too.",
            mixinStandardHelpOptions = true)
    int alias(
            @Mixin Place place,
            @Parameters(paramLabel = "ADDRESS", description = "The account.") String address,
            @Parameters(paramLabel = "add|remove") AliasWork work,
            @Parameters(paramLabel = "ALIAS", description = "The other address.") String alias)
            throws CommandFailure {
        Address account = address(address);
        AdminRequest request =
                switch (work) {
                    case add -> new AdminRequest.AddAlias(account, address(alias));
                    case remove -> new AdminRequest.RemoveAlias(account, address(alias));
                };
        report.table(report.done(desk.ask(place, request)));
        return 0;
    }

    @Command(
            description = "Sets how much an account's maildrop may hold.",
            mixinStandardHelpOptions = true)
    int quota(
            @Mixin Place place,
            @Parameters(paramLabel = "ADDRESS") String address,
            @Parameters(paramLabel = "SIZE", description = "500MB, 2GiB, none.") String size)
            throws CommandFailure {
        Address account = address(address);
        report.table(
                report.done(desk.ask(place, new AdminRequest.SetQuota(account, octets(size)))));
        return 0;
    }

    @Command(
            description =
                    "Sets when messages leave by themselves, in days after they came or after they"
                            + " were fetched; none of both = they stay until somebody deletes them.",
            mixinStandardHelpOptions = true)
    int keep(
            @Mixin Place place,
            @Option(names = "--after-arrival", paramLabel = "DAYS") @Nullable Integer afterArrival,
            @Option(names = "--after-fetch", paramLabel = "DAYS") @Nullable Integer afterFetch,
            @Parameters(paramLabel = "ADDRESS") String address)
            throws CommandFailure {
        var rules = new Account.Rules(days(afterArrival), days(afterFetch));
        report.table(
                report.done(desk.ask(place, new AdminRequest.SetRules(address(address), rules))));
        return 0;
    }

    private OptionalInt days(@Nullable Integer option) {
        if (option != null && option < 0) {
            throw wrongUse(terminal.texts().text("user.days", option));
        }
        return option == null ? OptionalInt.empty() : OptionalInt.of(option);
    }

    /** What {@code user tls} sets. */
    enum TlsUse {
        required,
        optional
    }

    @Command(
            description = "Takes the account's passwords over TLS only, or where listeners allow.",
            mixinStandardHelpOptions = true)
    int tls(
            @Mixin Place place,
            @Parameters(paramLabel = "ADDRESS") String address,
            @Parameters(paramLabel = "required|optional") TlsUse use)
            throws CommandFailure {
        boolean only =
                switch (use) {
                    case required -> true;
                    case optional -> false;
                };
        report.table(
                report.done(desk.ask(place, new AdminRequest.SetTlsOnly(address(address), only))));
        return 0;
    }

    private Address address(String text) {
        try {
            return Address.of(text);
        } catch (IllegalArgumentException e) {
            throw wrongUse(terminal.texts().text("user.address", text));
        }
    }

    private long octets(String text) {
        try {
            return DataSize.octets(text);
        } catch (IllegalArgumentException e) {
            throw wrongUse(terminal.texts().text("user.size", text));
        }
    }

    private ParameterException wrongUse(String sentence) {
        if (spec == null) {
            throw new IllegalStateException("not made by picocli");
        }
        CommandLine user = spec.commandLine();
        // The usage that is shown is that of the command that was typed, user add, not of user.
        List<CommandLine> typed = user.getParseResult().asCommandLineList();
        return new ParameterException(typed.getLast(), sentence);
    }
}
