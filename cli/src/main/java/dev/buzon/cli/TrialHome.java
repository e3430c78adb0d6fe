package dev.buzon.cli;

import dev.buzon.cli.RoundTrip.Person;
import dev.buzon.client.account.MailAccount;
import dev.buzon.client.account.MailAccount.Folder;
import dev.buzon.client.account.MailAccount.Format;
import dev.buzon.client.account.MailAccount.Security;
import dev.buzon.client.account.MailAccount.Server;
import dev.buzon.client.account.MailAccount.Wishes;
import dev.buzon.client.own.Home;
import dev.buzon.client.own.OwnFailureException;
import dev.buzon.client.own.OwnSecrets;
import dev.buzon.client.secret.SecretName;
import dev.buzon.client.secret.SecretPlace;
import dev.buzon.protocol.Secret;
import dev.buzon.server.PostOffice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A {@link Home} beside a trial's post office, so that {@code buzon fetch} works there at once. */
final class TrialHome {
    private final Path folder;
    private final Home home;
    private final OwnSecrets secrets;
    private final Texts texts;

    private TrialHome(Path folder, Terminal terminal) {
        this.folder = folder;
        this.home = Home.of(Map.of(Home.VARIABLE, folder.toString()));
        this.secrets = OwnSecrets.in(home, terminal.prompt());
        this.texts = terminal.texts();
    }

    /** Makes it, with these people's accounts; their passwords are in its vault. */
    static TrialHome make(Path data, PostOffice office, Terminal terminal, Person... people)
            throws CommandFailure {
        var made = new TrialHome(data.toAbsolutePath().resolve("home"), terminal);
        String trust = "authorities:" + data.toAbsolutePath().resolve("certificate.pem");
        for (Person person : people) {
            made.settle(person, office, trust);
        }
        return made;
    }

    private void settle(Person person, PostOffice office, String trust) throws CommandFailure {
        var account =
                new MailAccount(
                        person.address(),
                        "",
                        new Server(
                                "localhost",
                                office.port("pop3s"),
                                Security.TLS,
                                person.address(),
                                trust),
                        Optional.of(
                                new Server(
                                        "localhost",
                                        office.port("submissions"),
                                        Security.TLS,
                                        person.address(),
                                        trust)),
                        new SecretPlace.Vaulted().text(),
                        Optional.empty(),
                        new Folder(home.mailOf(person.address()), Format.MAILDIR),
                        Wishes.USUAL,
                        Duration.ofMinutes(10));
        Secret password = Secret.of(person.password().getBytes(StandardCharsets.UTF_8));
        try {
            home.accounts().write(account);
            secrets.keep(
                    SecretName.password(person.address()), new SecretPlace.Vaulted(), password);
        } catch (IOException e) {
            throw new CommandFailure(Failures.place(e));
        } catch (OwnFailureException e) {
            throw new CommandFailure(OwnFailures.sentence(e, texts));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(Failures.reason(e));
        }
    }

    /** Where it is: what {@code BUZON_HOME} is to say. */
    Path folder() {
        return folder;
    }

    /** Runs a line of the shell in it; its exit code. */
    int run(String line) throws CommandFailure {
        var shell = new ProcessBuilder("/bin/sh", "-c", line).inheritIO();
        shell.environment().put(Home.VARIABLE, folder.toString());
        try {
            return shell.start().waitFor();
        } catch (IOException e) {
            throw new CommandFailure(Failures.place(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(Failures.reason(e));
        }
    }
}
