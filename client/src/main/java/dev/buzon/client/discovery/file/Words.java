package dev.buzon.client.discovery.file;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/** Small values as files write them. */
final class Words {
    private Words() {}

    /** A yes or a no. */
    static Optional<Boolean> truth(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true", "1", "yes", "on" -> Optional.of(true);
            case "false", "0", "no", "off" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /** A number from 1 to the most that makes sense. */
    static Optional<Integer> upTo(String text, int most) {
        String bare = text.strip();
        if (!bare.matches("[0-9]{1,6}")) {
            return Optional.empty();
        }
        int number = Integer.parseInt(bare);
        return number >= 1 && number <= most ? Optional.of(number) : Optional.empty();
    }

    /** An https URL with a host and nobody's name in it. */
    static Optional<URI> https(String text) {
        try {
            URI uri = new URI(text.strip());
            return "https".equalsIgnoreCase(uri.getScheme())
                            && uri.getHost() != null
                            && uri.getUserInfo() == null
                    ? Optional.of(uri)
                    : Optional.empty();
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }
}
