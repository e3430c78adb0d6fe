package dev.buzon.reader.show;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Mail that tries to act: a file each, by name, written for this project. */
final class Vectors {
    private Vectors() {}

    /** Those whose files end like this. */
    static Map<String, String> all(String ending) {
        try {
            Path folder = Path.of(Vectors.class.getResource("vectors").toURI());
            Map<String, String> vectors = new TreeMap<>();
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.filter(f -> f.toString().endsWith(ending)).toList()) {
                    vectors.put(file.getFileName().toString(), Files.readString(file, UTF_8));
                }
            }
            return vectors;
        } catch (IOException | URISyntaxException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
