package dev.buzon.reader.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The page's files from the class path: our own under {@code /}, the parts of Lit under {@code
 * /lit/}, where the import map of {@code index.html} says that they are.
 */
final class StaticFiles {
    private static final String MAP = "<script type=\"importmap\">";

    private static final String OWN = "page/";
    private static final String WEBJARS = "META-INF/resources/webjars/";

    private static final Map<String, String> TYPES =
            Map.ofEntries(
                    Map.entry("html", "text/html; charset=utf-8"),
                    Map.entry("js", "text/javascript; charset=utf-8"),
                    Map.entry("css", "text/css; charset=utf-8"),
                    Map.entry("json", "application/json; charset=utf-8"),
                    Map.entry("webmanifest", "application/manifest+json"),
                    Map.entry("svg", "image/svg+xml"),
                    Map.entry("png", "image/png"),
                    Map.entry("ico", "image/x-icon"),
                    Map.entry("woff2", "font/woff2"));

    /** The parts of Lit: their folder under {@code /lit/}, and their WebJar. */
    private enum Module {
        LIT("lit", "lit"),
        HTML("lit-html", "lit-html"),
        ELEMENT("lit-element", "lit-element"),
        REACTIVE("reactive-element", "lit__reactive-element");

        private final String folder;
        private final String jar;

        Module(String folder, String jar) {
            this.folder = folder;
            this.jar = jar;
        }

        private String version() {
            String file = "META-INF/maven/org.webjars.npm/" + jar + "/pom.properties";
            try (InputStream in = StaticFiles.class.getClassLoader().getResourceAsStream(file)) {
                var properties = new Properties();
                if (in != null) {
                    properties.load(in);
                }
                return properties.getProperty("version", "");
            } catch (IOException e) {
                throw new IllegalStateException("the program's own files cannot be read", e);
            }
        }
    }

    /** A file as it is sent. */
    private static final class File {
        private final byte[] octets;
        private final String type;
        private final String etag;

        File(byte[] octets, String type) {
            this.octets = octets;
            this.type = type;
            this.etag = '"' + Base64.getUrlEncoder().encodeToString(sha256(octets)) + '"';
        }
    }

    private final Map<String, Optional<File>> files = new ConcurrentHashMap<>();
    private final Map<Module, String> versions = new EnumMap<>(Module.class);

    StaticFiles() {
        for (Module module : Module.values()) {
            versions.put(module, module.version());
        }
    }

    /**
     * The digest of the page's import map, as a Content-Security-Policy names it: the one script
     * that has to stand in the page itself.
     */
    String importMapDigest() {
        String page =
                read(OWN + "index.html")
                        .map(file -> new String(file.octets, StandardCharsets.UTF_8))
                        .orElse("");
        int begin = page.indexOf(MAP);
        int end = begin < 0 ? -1 : page.indexOf("</script>", begin);
        String map = end < 0 ? "" : page.substring(begin + MAP.length(), end);
        byte[] digest = sha256(map.getBytes(StandardCharsets.UTF_8));
        return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    }

    /** The file of a path, or that it has not changed. */
    Answer answer(Request request) throws RefusedException {
        List<String> path = request.path().isEmpty() ? List.of("index.html") : request.path();
        boolean lit = path.getFirst().equals("lit");
        String name = lit ? webJar(path) : OWN + String.join("/", path);
        if (files.size() > 2_000) {
            files.clear(); // somebody asks for what is not there
        }
        File file =
                files.computeIfAbsent(name, StaticFiles.this::read)
                        .orElseThrow(RefusedException::missing);
        Answer answer =
                request.header("if-none-match").equals(Optional.of(file.etag))
                        ? new Answer(304, Map.of(), new Answer.Content.Octets(new byte[0]))
                        : Answer.octets(200, file.type, file.octets);
        // Asked for anew each time: on one machine that costs nothing, and a new version is seen.
        return answer.with("ETag", file.etag).with(Answer.CACHING, "private, no-cache");
    }

    private String webJar(List<String> path) throws RefusedException {
        for (Module module : Module.values()) {
            String version = versions.getOrDefault(module, "");
            if (path.size() > 2 && path.get(1).equals(module.folder)) {
                return WEBJARS
                        + module.jar
                        + "/"
                        + version
                        + "/"
                        + String.join("/", path.subList(2, path.size()));
            }
        }
        throw RefusedException.missing();
    }

    private Optional<File> read(String name) {
        String type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "");
        // The class path must not be asked for more than names of files.
        if (type.isEmpty() || !name.matches("[A-Za-z0-9_@.-]+(/[A-Za-z0-9_@.-]+)*")) {
            return Optional.empty();
        }
        try (InputStream in = StaticFiles.class.getClassLoader().getResourceAsStream(name)) {
            if (in == null) {
                return Optional.empty();
            }
            byte[] octets = in.readAllBytes();
            return Optional.of(new File(octets, type));
        } catch (IOException e) {
            throw new IllegalStateException("the program's own files cannot be read", e);
        }
    }

    private static byte[] sha256(byte[] octets) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(octets);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
