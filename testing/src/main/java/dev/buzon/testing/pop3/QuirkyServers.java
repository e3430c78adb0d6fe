package dev.buzon.testing.pop3;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The catalogue of servers that a client meets in the world or has to fear. Most were seen: in
 * mailing lists, in bug trackers, in the sources of other clients, in measurements; {@link
 * QuirkyServer#rows} says where. A client that passes them all collects from anywhere and gives
 * itself away to nobody.
 *
 * <pre>{@code
 * @ParameterizedTest
 * @MethodSource("dev.buzon.testing.pop3.QuirkyServers#all")
 * void collects(QuirkyServer quirky) {
 *     try (MisbehavingServer server = quirky.start()) {
 *         ... run the client quirky.runs() times against quirky.port(server) ...
 *         assertThat(quirky.complaints(server, stored, runsFailed)).isEmpty();
 *     }
 * }
 * }</pre>
 */
public final class QuirkyServers {
    private static final List<QuirkyServer> ALL =
            Stream.of(
                            OddListings.ALL,
                            OddTexts.ALL,
                            OddLogins.ALL,
                            OddEndings.ALL,
                            OddLines.ALL,
                            FalseTls.ALL,
                            HostileServers.ALL)
                    .flatMap(List::stream)
                    .toList();

    private QuirkyServers() {}

    /** All of them, in the order of the catalogue. */
    public static List<QuirkyServer> all() {
        return ALL;
    }

    /** The one of this name. */
    public static Optional<QuirkyServer> named(String name) {
        return ALL.stream().filter(one -> one.name().equals(name)).findFirst();
    }
}
