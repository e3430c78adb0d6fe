package dev.buzon.bench.compare;

import dev.buzon.bench.proc.ProcessTree;
import dev.buzon.bench.wire.Endpoint;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Any server that a command starts: Buzon, or another one. In the command and in the text of its
 * configuration these words are replaced: {@code {config}} (file), {@code {data}} (folder, empty),
 * {@code {passwords}} (file of {@code name:{SSHA256}hash}), {@code {certificate}}, {@code {key}}
 * (PEM files), {@code {pop3}}, {@code {pop3s}}, {@code {lmtp}} (ports of 127.0.0.1).
 */
final class CommandTarget implements Target {
    private static final Duration COLLECT_MAX = Duration.ofSeconds(20);
    private static final Duration PREPARE_MAX = Duration.ofMinutes(2);

    private final Description description;
    private final List<String> settings;
    private final List<Integer> ports;
    private ServerProcess process;

    /**
     * How to start a server.
     *
     * @param name its name in the table
     * @param prepare a command to run before, until it ends; empty for none
     * @param command the command line; arguments are divided by spaces
     * @param config text of its configuration
     * @param admin whether accounts are added through Buzon's admin socket in the data folder
     */
    record Description(String name, String prepare, String command, String config, boolean admin) {}

    /** Buzon, started by {@code command} with the configuration that comes with this program. */
    static Description buzon(String command) throws IOException {
        return new Description("buzon", "", command, Resource.text("buzon.toml"), true);
    }

    /**
     * Reads a description from a properties file: {@code name}, {@code command}, and perhaps {@code
     * prepare} and {@code config}, the latter the name of a file beside it.
     */
    static Description read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        String config = properties.getProperty("config", "");
        String text = config.isEmpty() ? "" : Files.readString(file.resolveSibling(config));
        String name = properties.getProperty("name", "");
        String command = properties.getProperty("command", "");
        if (!name.matches("[A-Za-z0-9.-]{1,40}") || command.isEmpty()) {
            throw new IOException(file + " needs a name (letters, digits, . and -) and a command");
        }
        return new Description(name, properties.getProperty("prepare", ""), command, text, false);
    }

    private CommandTarget(
            Description description,
            List<String> settings,
            List<Integer> ports,
            ServerProcess process) {
        this.description = description;
        this.settings = settings;
        this.ports = ports;
        this.process = process;
    }

    static CommandTarget start(Site site, Description description)
            throws IOException, InterruptedException {
        Path folder = Files.createDirectory(site.folder().resolve(description.name()));
        Path data = Files.createDirectory(folder.resolve("data"));
        Path config = folder.resolve("config.toml");
        Path passwords = folder.resolve("passwords");
        site.writePasswords(passwords);
        List<Integer> ports = ServerProcess.freePorts(3);
        Map<String, String> words =
                Map.of(
                        "{config}", config.toString(),
                        "{data}", data.toString(),
                        "{passwords}", passwords.toString(),
                        "{certificate}", site.certificate().toString(),
                        "{key}", site.key().toString(),
                        "{pop3}", ports.get(0).toString(),
                        "{pop3s}", ports.get(1).toString(),
                        "{lmtp}", ports.get(2).toString());
        Files.writeString(config, replaced(description.config(), words));
        if (!description.prepare().isEmpty()) {
            ServerProcess.output(arguments(description.prepare(), words), PREPARE_MAX);
        }
        List<String> command = arguments(description.command(), words);
        ServerProcess process =
                ServerProcess.start(description.name(), command, folder.resolve("out.log"), ports);
        try {
            if (description.admin()) {
                BuzonAccounts.add(data, site.users(), site.password());
            }
        } catch (IOException | InterruptedException e) {
            process.close();
            throw e;
        }
        return new CommandTarget(description, settings(description), ports, process);
    }

    /** The lines of its configuration that are not comments, for the report. */
    private static List<String> settings(Description description) {
        List<String> lines =
                description
                        .config()
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                        .filter(line -> !line.startsWith("[") && !line.contains("{"))
                        .toList();
        return Stream.concat(Stream.of("started by " + description.command()), lines.stream())
                .toList();
    }

    private static List<String> arguments(String command, Map<String, String> words) {
        return List.of(command.split(" +")).stream()
                .map(argument -> replaced(argument, words))
                .toList();
    }

    private static String replaced(String text, Map<String, String> words) {
        String result = text;
        for (Map.Entry<String, String> word : words.entrySet()) {
            result = result.replace(word.getKey(), word.getValue());
        }
        return result;
    }

    @Override
    public String name() {
        return description.name();
    }

    @Override
    public List<String> settings() {
        return settings;
    }

    @Override
    public Endpoint pop3(Endpoint.Protection protection) {
        return switch (protection) {
            case PLAIN, STLS -> new Endpoint("127.0.0.1", ports.get(0), protection);
            case TLS, TLS_RESUMED -> new Endpoint("127.0.0.1", ports.get(1), protection);
        };
    }

    @Override
    public Endpoint lmtp() {
        return new Endpoint("127.0.0.1", ports.get(2), Endpoint.Protection.PLAIN);
    }

    @Override
    public Endpoint seedLmtp() {
        return lmtp();
    }

    @Override
    public ProcessTree processes() {
        return process.tree();
    }

    /**
     * When it is a JVM, asks it to collect: what idle connections hold is of interest, not the
     * garbage of logging them in.
     */
    @Override
    public void beforeMemory() {
        Optional<ProcessHandle> jvm =
                ProcessHandle.of(process.pid()).stream()
                        .flatMap(root -> Stream.concat(Stream.of(root), root.descendants()))
                        .filter(each ->
                                each.info()
                                        .command()
                                        .filter(path -> path.endsWith("/java"))
                                        .isPresent())
                        .findFirst();
        if (jvm.isEmpty()) {
            return;
        }
        try {
            String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
            ServerProcess.output(
                    List.of(jcmd, Long.toString(jvm.get().pid()), "GC.run"), COLLECT_MAX);
        } catch (IOException _) {
            // Without it the figure includes garbage; the figure of the second half of the
            // connections still tells.
            return;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void restart() throws IOException, InterruptedException {
        process = process.again();
    }

    @Override
    public void close() {
        process.close();
    }
}
