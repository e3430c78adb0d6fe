package dev.buzon.client.net;

import java.util.function.Consumer;

/**
 * Hears what goes over the wire, a line at a time: printable, bounded, with passwords, tokens and
 * all that is proved by them blotted out. Called on the thread that uses the connection; must not
 * throw.
 */
public interface WireLog {
    /** A line went to the server, its secrets blotted out. */
    void sent(String line);

    /** A line came from the server; message contents come as one line that says how many octets. */
    void received(String line);

    /** Something happened that is no line: connected, encrypted, closed. */
    void event(String what);

    /** A log that nobody reads. */
    static WireLog none() {
        return to(_ -> {});
    }

    /** A log of lines that begin with {@code C: }, {@code S: } or {@code -- }. */
    static WireLog to(Consumer<String> lines) {
        return new WireLog() {
            @Override
            public void sent(String line) {
                lines.accept("C: " + line);
            }

            @Override
            public void received(String line) {
                lines.accept("S: " + line);
            }

            @Override
            public void event(String what) {
                lines.accept("-- " + what);
            }
        };
    }
}
