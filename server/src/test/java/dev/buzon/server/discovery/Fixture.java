package dev.buzon.server.discovery;

import dev.buzon.server.config.Config;
import dev.buzon.server.config.ConfigException;

/** Configurations for tests. */
final class Fixture {
    private static final String USUAL =
            """
            hostname = "Mail.Example.org"
            domains = ["example.org", "bücher.example"]
            """;

    private Fixture() {}

    static Config config(String more) throws ConfigException {
        return Config.parse(USUAL + more, "test");
    }

    static Offers offers(String more) throws ConfigException {
        return Offers.of(config(more), Offers.Ports.UNKNOWN);
    }
}
