package dev.buzon.testing;

import dev.buzon.store.Address;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a post office for tests is to be like. */
public final class PostOfficeBuilder {
    private static final List<String> DOORS =
            List.of("pop3", "pop3s", "smtp", "submission", "submissions", "lmtp");

    /** Closed unless a port is chosen for them. */
    private static final List<String> MORE_DOORS = List.of("http", "https");

    private static final String USUAL_AUTH = "[auth]\npassword-scheme = \"ssha256\"\n";

    private static final String USUAL_POP3 = "[pop3]\nlock-wait = \"0s\"\n";

    private final Map<String, Integer> ports = new TreeMap<>();
    private final Set<String> domains = new LinkedHashSet<>(Set.of("example.test"));
    private final Map<String, String> accounts = new LinkedHashMap<>();
    private String toml = "";

    PostOfficeBuilder() {}

    /**
     * A chosen port instead of a free one.
     *
     * @param door pop3, pop3s, smtp, submission, submissions or lmtp; or http or https, which are
     *     closed otherwise
     * @param port 0 takes a free one
     */
    public PostOfficeBuilder port(String door, int port) {
        if (!DOORS.contains(door) && !MORE_DOORS.contains(door)) {
            throw new IllegalArgumentException(door + " is none of " + DOORS + MORE_DOORS);
        }
        ports.put(door, port);
        return this;
    }

    /** An account that is there from the start; its domain becomes one of the office's. */
    public PostOfficeBuilder account(String address, String password) {
        domains.add(Address.of(address).domain());
        accounts.put(address, password);
        return this;
    }

    /** One more domain that the office takes mail for, besides example.test. */
    public PostOfficeBuilder domain(String name) {
        domains.add(name);
        return this;
    }

    /**
     * More configuration.
     *
     * @param sections as in the server's configuration file, but for listen and store
     */
    public PostOfficeBuilder configuration(String sections) {
        toml = toml + sections + "\n";
        return this;
    }

    /**
     * Opens the post office.
     *
     * @throws IllegalArgumentException when the configuration or an account is wrong
     */
    public InMemoryPostOffice start() {
        InMemoryPostOffice office = InMemoryPostOffice.open(whole());
        try {
            accounts.forEach(office::account);
            return office;
        } catch (RuntimeException e) {
            office.close();
            throw e;
        }
    }

    private String whole() {
        String named =
                domains.stream().map(name -> '"' + name + '"').collect(Collectors.joining(", "));
        String listen =
                Stream.concat(DOORS.stream(), MORE_DOORS.stream().filter(ports::containsKey))
                        .map(door ->
                                door + " = \"127.0.0.1:" + ports.getOrDefault(door, 0) + "\"\n")
                        .collect(Collectors.joining());
        String auth = toml.contains("[auth]") ? "" : USUAL_AUTH;
        String pop3 = toml.contains("[pop3]") ? "" : USUAL_POP3;
        // What every office is configured with; more TOML can be put behind it.
        return "hostname = \"pop.example.test\"\ndomains = ["
                + named
                + "]\n[listen]\n"
                + listen
                + "[store]\nengine = \"memory\"\n"
                + auth
                + pop3
                + toml;
    }
}
