package dev.buzon.server.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What mail programs are told about one service. */
public sealed interface Told {
    /** The name of the server and the port it listens on. */
    record Auto() implements Told {}

    /** Nothing. */
    record Nothing() implements Told {}

    /** Another name or port, because the world sees it so: behind a router or a balancer. */
    record At(String host, int port) implements Told {
        private static final int MAX_PORT = 65_535;
        private static final Pattern HOST_AND_PORT =
                Pattern.compile(
                        "([A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?):([1-9][0-9]{0,4})");
    }

    /** As it is written in the configuration. */
    static Form<Told> form() {
        return Form.of(Told::read, Told::write);
    }

    private static Told read(Object toml) throws MisreadException {
        if (toml instanceof String text) {
            if (text.equals("auto")) {
                return new Auto();
            }
            if (text.equals(Form.OFF)) {
                return new Nothing();
            }
            Matcher place = At.HOST_AND_PORT.matcher(text);
            if (place.matches() && Integer.parseInt(place.group(2)) <= At.MAX_PORT) {
                return new At(place.group(1), Integer.parseInt(place.group(2)));
            }
        }
        throw new MisreadException(
                "must be \"auto\", \"off\" or a host and its port such as"
                        + " \"mail.example.org:995\"");
    }

    private static String write(Told told) {
        return Form.quoted(
                switch (told) {
                    case Auto() -> "auto";
                    case Nothing() -> Form.OFF;
                    case At(String host, int port) -> host + ":" + port;
                });
    }
}
