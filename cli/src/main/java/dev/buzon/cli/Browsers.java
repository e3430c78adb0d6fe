package dev.buzon.cli;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The person's browser. */
final class Browsers {
    private Browsers() {}

    /** Opens an address there; where that does not work, the address was printed. */
    static void open(String address, Map<String, String> environment) {
        List<String> command = command(address, System.getProperty("os.name", ""), environment);
        if (command.isEmpty()) {
            return;
        }
        try {
            new ProcessBuilder(command)
                    .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException _) {
            // There is none, or it cannot be started.
        }
    }

    /**
     * What opens an address on this system; nothing where it would be opened in the very terminal
     * that the person reads.
     */
    static List<String> command(String address, String system, Map<String, String> environment) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("mac")) {
            return List.of("open", address);
        }
        if (name.startsWith("windows")) {
            return List.of("rundll32", "url.dll,FileProtocolHandler", address);
        }
        boolean desktop =
                environment.containsKey("DISPLAY") || environment.containsKey("WAYLAND_DISPLAY");
        return desktop ? List.of("xdg-open", address) : List.of();
    }
}
