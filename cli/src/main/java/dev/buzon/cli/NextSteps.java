package dev.buzon.cli;

import dev.buzon.cli.RoundTrip.Person;
import dev.buzon.cli.Terminal.Colour;
import dev.buzon.client.own.Home;
import dev.buzon.server.PostOffice;
import java.nio.file.Path;

/** What {@code buzon try} says people can type next: lines that work when they are pasted. */
final class NextSteps {
    private final Terminal terminal;
    private final Path data;
    private final PostOffice office;
    private final Path home;
    private final Person luis;
    private final Person ana;

    NextSteps(Terminal terminal, Path data, PostOffice office, Path home, Person luis, Person ana) {
        this.terminal = terminal;
        this.data = data;
        this.office = office;
        this.home = home;
        this.luis = luis;
        this.ana = ana;
    }

    void say() {
        head("try.next.curl");
        command(
                ("printf 'From: %1$s\\r\\nTo: %2$s\\r\\nSubject: Hola\\r\\n\\r\\nHola, ana!\\r\\n' |"
                                + " %3$s --upload-file - --mail-from %1$s --mail-rcpt %2$s"
                                + " --user %1$s:%4$s smtps://localhost:%5$d")
                        .formatted(
                                luis.address(),
                                ana.address(),
                                curl(),
                                luis.password(),
                                office.port("submissions")));
        String collect =
                "%s --user %s:%s %s/".formatted(curl(), ana.address(), ana.password(), pop3s());
        command(collect);
        command(collect + "1");
        head("try.next.collector");
        command("%s=%s %s fetch".formatted(Home.VARIABLE, quoted(home.toString()), buzon()));
        head("try.next.program");
        for (Person person : new Person[] {ana, luis}) {
            terminal.say("try.next.person", person.address(), person.password());
        }
        terminal.say("try.next.pop3", office.port("pop3s"));
        terminal.say("try.next.smtp", office.port("submissions"));
        terminal.say("try.next.exception");
        head("try.next.accounts");
        command("%s user list --data %s".formatted(buzon(), quoted(data.toString())));
        terminal.line(Colour.PLAIN, "");
        terminal.say("try.next.stop");
    }

    private static String buzon() {
        return quoted(System.getProperty("buzon.command", "buzon"));
    }

    private String pop3s() {
        return "pop3s://localhost:" + office.port("pop3s");
    }

    private String curl() {
        return "curl --silent --show-error --cacert "
                + quoted(data.resolve("certificate.pem").toString());
    }

    private void head(String name) {
        terminal.line(Colour.PLAIN, "");
        terminal.line(Colour.BOLD, terminal.texts().text(name));
    }

    private void command(String line) {
        terminal.line(Colour.CYAN, "  " + line);
    }

    /** For a shell; most paths need no quotes. */
    static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./@:-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
