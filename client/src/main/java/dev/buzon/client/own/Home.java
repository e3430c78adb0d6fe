package dev.buzon.client.own;

import dev.buzon.client.account.AccountFolder;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where a person's side of Buzon keeps its things: the accounts' files, what is known about each
 * (ledgers, the outbox), and the mail itself unless an account says otherwise. {@code BUZON_HOME}
 * holds all three when it is set, for containers and tests; else they are where the desktop's rules
 * (XDG) put them.
 *
 * @param config settings: {@code accounts/} and the vault
 * @param state what a machine remembers and a person does not edit
 * @param mail where folders of mail go
 */
public record Home(Path config, Path state, Path mail) {
    /** The variable that puts everything in one folder. */
    public static final String VARIABLE = "BUZON_HOME";

    /** The folders for these environment variables. */
    public static Home of(Map<String, String> environment) {
        String home = environment.getOrDefault(VARIABLE, "");
        if (!home.isEmpty()) {
            Path all = Path.of(home).toAbsolutePath();
            return new Home(all, all.resolve("state"), all.resolve("mail"));
        }
        Path person = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")));
        return new Home(
                xdg(environment, "XDG_CONFIG_HOME", person.resolve(".config")),
                xdg(environment, "XDG_STATE_HOME", person.resolve(".local/state")),
                person.resolve("Mail"));
    }

    private static Path xdg(Map<String, String> environment, String name, Path usual) {
        String set = environment.getOrDefault(name, "");
        // The rules say that a relative path is to be ignored.
        Path base = set.startsWith("/") ? Path.of(set) : usual;
        return base.resolve("buzon");
    }

    /** The accounts. */
    public AccountFolder accounts() {
        return new AccountFolder(config.resolve("accounts"));
    }

    /** What is remembered about an account. */
    public Path stateOf(String address) {
        return state.resolve(address);
    }

    /** Where an account's mail goes unless the person says otherwise. */
    public Path mailOf(String address) {
        return mail.resolve(address);
    }
}
