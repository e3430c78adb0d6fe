package dev.buzon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.cli.Typed.Person;
import dev.buzon.client.account.AccountFolder;
import dev.buzon.client.account.AccountText;
import dev.buzon.client.account.MailAccount;
import dev.buzon.client.account.MailAccount.Leave;
import dev.buzon.client.own.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountCommandTest {
    private static final String ANA = "ana@example.test";

    @TempDir private Path folder;
    private Person person = Person.usual();
    private AccountFolder accounts = new AccountFolder(Path.of("/nonexistent"));

    @BeforeEach
    void anAccount() throws IOException {
        person = Person.usual().at(folder);
        accounts = Home.of(Map.of(Home.VARIABLE, folder.toString())).accounts();
        accounts.write(
                AccountText.parse(
                        """
                        address = ana@example.test
                        incoming.host = pop.example.test
                        secret = env:ANA_PASSWORD
                        folder = %s/mail/ana
                        """
                                .formatted(folder),
                        "test"));
    }

    @Test
    void withoutAccountsItSaysHowToAddOne() throws IOException {
        accounts.remove(ANA);

        assertThat(person.types("account", "list").out()).contains("buzon account add");
        assertThat(person.types("account", "list", "--json").out()).isEqualTo("[]\n");
    }

    @Test
    void accountsAreListedForPeopleAndPrograms() {
        assertThat(person.types("account", "list").out())
                .contains(ANA, "pop.example.test:995 tls", "14d");
        assertThat(person.types("account", "list", "--json").out())
                .startsWith("[{\"address\":\"ana@example.test\"")
                .doesNotContain("ANA_PASSWORD");
    }

    @Test
    void aSettingIsChangedAndWhatIsNotNamedStays() throws IOException {
        var typed = person.types("account", "edit", ANA, "leave-on-server=never", "largest=5MB");

        assertThat(typed.code()).as(typed.err()).isZero();
        MailAccount account = accounts.read(ANA).orElseThrow();
        assertThat(account.wishes().leave()).isEqualTo(new Leave.Never());
        assertThat(account.wishes().largest()).isEqualTo(OptionalLong.of(5_000_000));
        assertThat(account.secret()).isEqualTo("env:ANA_PASSWORD");
    }

    @Test
    void aSettingThatMakesNoSenseChangesNothing() throws IOException {
        MailAccount before = accounts.read(ANA).orElseThrow();

        for (String wrong :
                new String[] {
                    "leave-on-server=soon", "colour=red", "x", "address=b@example.test"
                }) {
            var typed = person.types("account", "edit", ANA, "every=20m", wrong);
            assertThat(typed.code()).as(wrong).isEqualTo(1);
            assertThat(typed.err()).as(wrong).isNotBlank();
        }
        assertThat(accounts.read(ANA)).contains(before);
    }

    @Test
    void withoutSettingsTheFileIsShown() {
        assertThat(person.types("account", "edit", ANA).out())
                .contains("leave-on-server = 14d", accounts.file(ANA).toString());
    }

    @Test
    void anAccountThatIsNotThereIsNamedWithThoseThatAre() {
        var typed = person.types("account", "edit", "bea@example.test", "every=20m");

        assertThat(typed.code()).isEqualTo(1);
        assertThat(typed.err()).contains("bea@example.test", ANA);
    }

    @Test
    void removingForgetsTheAccountAndKeepsTheMail() throws IOException {
        Path mail = Files.createDirectories(folder.resolve("mail/ana/new"));
        Path ledger = Files.createDirectories(folder.resolve("state").resolve(ANA)).resolve("l");
        Files.writeString(ledger, "known");

        var typed = person.types("account", "remove", ANA);

        assertThat(typed.code()).as(typed.err()).isZero();
        assertThat(typed.out()).contains(folder.resolve("mail/ana").toString());
        assertThat(accounts.names()).isEmpty();
        assertThat(mail).exists();
        assertThat(ledger).as("what is known, should it come back").exists();
    }

    @Test
    void forgettingTakesWhatIsKnownToo() throws IOException {
        Path state = Files.createDirectories(folder.resolve("state").resolve(ANA));
        Files.writeString(state.resolve("l"), "known");

        var typed = person.types("account", "remove", "--forget", ANA);

        assertThat(typed.code()).as(typed.err()).isZero();
        assertThat(accounts.names()).isEmpty();
        assertThat(state).doesNotExist();
    }

    @Test
    void aFileThatCannotBeReadIsToldLineByLineAndCanBeRemoved() throws IOException {
        Files.writeString(accounts.file("bea@example.test"), "address = bea@example.test\nx = y\n");

        var typed = person.types("account", "list");

        assertThat(typed.code()).isEqualTo(1);
        assertThat(typed.out()).contains(ANA);
        assertThat(typed.err()).contains("line 2: unknown key x");
        assertThat(person.types("account", "remove", "bea@example.test").code()).isZero();
    }
}
