package dev.buzon.cli;

import dev.buzon.client.own.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Puts the reader into the desktop's menu and among the services that begin at login: a desktop
 * file and a systemd user unit, where the desktop's rules (XDG) want them.
 */
final class Installing {
    private static final String NAME = "buzon-mail";
    private static final String UNIT = NAME + ".service";
    private static final int PATIENCE_SECONDS = 30;

    /** Runs a program. */
    @FunctionalInterface
    interface Programs {
        /** Its exit code; negative when there is no such program. */
        int run(List<String> command) throws IOException;
    }

    /** Those of this system. */
    static final Programs SYSTEM =
            command -> {
                try {
                    Process process =
                            new ProcessBuilder(command)
                                    .redirectErrorStream(true)
                                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                    .start();
                    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                        process.destroy();
                        return 1;
                    }
                    return process.exitValue();
                } catch (IOException _) {
                    return -1;
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                    return 1;
                }
            };

    private final Terminal terminal;
    private final Map<String, String> environment;
    private final Programs programs;

    Installing(Terminal terminal, Map<String, String> environment, Programs programs) {
        this.terminal = terminal;
        this.environment = environment;
        this.programs = programs;
    }

    private Path base(String variable, String usual) {
        String set = environment.getOrDefault(variable, "");
        // The rules say that a relative path is to be ignored.
        return set.startsWith("/")
                ? Path.of(set)
                : Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")))
                        .resolve(usual);
    }

    /** Where the entry of the menu is. */
    Path entry() {
        return base("XDG_DATA_HOME", ".local/share")
                .resolve("applications")
                .resolve(NAME + ".desktop");
    }

    /** Where the service is. */
    Path unit() {
        return base("XDG_CONFIG_HOME", ".config").resolve("systemd/user").resolve(UNIT);
    }

    /** Puts both there, and starts the service where there is somebody to start it. */
    void put(Path command) throws IOException {
        write(entry(), entryText(command));
        terminal.say("mail.install.entry", entry());
        write(unit(), unitText(command));
        terminal.say("mail.install.unit", unit());
        boolean begun =
                programs.run(List.of("systemctl", "--user", "daemon-reload")) == 0
                        && programs.run(List.of("systemctl", "--user", "enable", "--now", UNIT))
                                == 0;
        terminal.say(begun ? "mail.install.begun" : "mail.install.later", UNIT);
    }

    /** Takes both away. */
    void remove() throws IOException {
        if (Files.exists(unit())) {
            programs.run(List.of("systemctl", "--user", "disable", "--now", UNIT));
        }
        boolean was = Files.deleteIfExists(entry());
        if (Files.deleteIfExists(unit())) {
            was = true;
            programs.run(List.of("systemctl", "--user", "daemon-reload"));
        }
        terminal.say(was ? "mail.uninstalled" : "mail.notInstalled");
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path next = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(next, text);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private String homeVariable() {
        String home = environment.getOrDefault(Home.VARIABLE, "");
        return home.isEmpty() ? "" : Home.VARIABLE + "=" + Path.of(home).toAbsolutePath();
    }

    private String entryText(Path command) {
        String variable = homeVariable();
        String env = variable.isEmpty() ? "" : "env " + entryQuoted(variable) + " ";
        return """
        [Desktop Entry]
        Type=Application
        Version=1.5
        Name=Buzon
        Name[es]=Buzón
        GenericName=Mail Reader
        GenericName[es]=Lector de correo
        Comment=Read and write mail in your browser; everything stays on this computer
        Comment[es]=Lea y escriba correo en su navegador; todo se queda en este ordenador
        Exec=%s%s mail
        Icon=internet-mail
        Terminal=false
        Categories=Network;Email;
        Keywords=Mail;E-mail;Correo;POP3;
        """
                .formatted(env, entryQuoted(command.toString()));
    }

    /**
     * A word of a desktop file's command: in quotes, what is special within them behind a
     * backslash, and every backslash once more, because the value is a string; {@code %} begins a
     * field.
     */
    static String entryQuoted(String word) {
        String quoted = word.replaceAll("([\"`$\\\\])", "\\\\$1");
        return '"' + quoted.replace("\\", "\\\\").replace("%", "%%") + '"';
    }

    private String unitText(Path command) {
        String variable = homeVariable();
        String environmentLine =
                variable.isEmpty() ? "" : "Environment=" + assignmentQuoted(variable) + "\n";
        return """
        [Unit]
        Description=Buzon, a mail reader on a page of this computer

        [Service]
        ExecStart=%s mail --no-browser
        %s# The address it prints lets a browser in: it does not belong into a log.
        StandardOutput=null
        Restart=on-failure
        RestartSec=5
        UMask=0077

        [Install]
        WantedBy=default.target
        """
                .formatted(unitQuoted(command.toString()), environmentLine);
    }

    /** A word of a unit's command: in quotes; {@code %} and {@code $} mean something there. */
    static String unitQuoted(String word) {
        return assignmentQuoted(word).replace("$", "$$");
    }

    private static String assignmentQuoted(String word) {
        return '"' + word.replace("\\", "\\\\").replace("\"", "\\\"").replace("%", "%%") + '"';
    }
}
