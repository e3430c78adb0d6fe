package dev.buzon.e2e.rivals;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Versions of libraries, by the names of the jars that they were loaded from. */
final class JavaVersions {
    private static final Pattern VERSION = Pattern.compile("-([0-9][^/]*)\\.jar$");

    private JavaVersions() {}

    static String of(Class<?> type) {
        URI place = URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString());
        Matcher version = VERSION.matcher(place.getPath());
        return version.find() ? version.group(1) : "unknown";
    }
}
