package dev.buzon.client.discovery.offer;

import java.time.Duration;
import java.util.Optional;

/**
 * How the provider would like its mail to be collected; a person may want it otherwise.
 *
 * @param leaveOnServer whether messages are to stay on the server
 * @param leaveFor how long they are to stay there
 * @param every how often to look for new ones
 */
public record Hints(
        Optional<Boolean> leaveOnServer, Optional<Duration> leaveFor, Optional<Duration> every) {
    /** Nothing was said. */
    public static final Hints NONE =
            new Hints(Optional.empty(), Optional.empty(), Optional.empty());
}
