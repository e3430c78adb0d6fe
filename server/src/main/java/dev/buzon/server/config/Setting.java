package dev.buzon.server.config;

/**
 * One key of the configuration.
 *
 * @param <T> what its value is in the program
 * @param key the whole key with its section: {@code limits.message-size}
 * @param fallback what holds when the file does not say
 * @param form how its value is written
 * @param comment what it means, for the printed description
 */
record Setting<T>(String key, T fallback, Form<T> form, String comment) {
    /** The section before the dot; empty for keys of the top. */
    String section() {
        int dot = key.indexOf('.');
        return dot < 0 ? "" : key.substring(0, dot);
    }

    /** The default as a line of TOML. */
    String line() {
        return key.substring(key.indexOf('.') + 1) + " = " + form.write(fallback);
    }
}
