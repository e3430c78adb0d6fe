package dev.buzon.e2e.rivals;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How the programs in Java are started: all with the flags that ./buzon uses. */
final class JavaRun {
    /** A heap of 64 MB, like the bar for the message of 200 MB. */
    static final List<String> FLAGS =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx64m", "-Xshare:auto");

    private JavaRun() {}

    /** A command that runs this class with those parts of our class path that match. */
    static List<String> command(Class<?> program, Pattern needed, Errand errand) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString()));
        command.addAll(FLAGS);
        if (errand.tls()) {
            command.add("-Djavax.net.ssl.trustStore=" + errand.trust().keyStore());
            command.add("-Djavax.net.ssl.trustStorePassword=" + Errand.STORE_PASSWORD);
            command.add("-Djavax.net.ssl.trustStoreType=PKCS12");
        }
        command.add("-cp");
        command.add(classPath(needed));
        command.add(program.getName());
        command.addAll(
                List.of(
                        Errand.HOST,
                        Integer.toString(errand.port()),
                        errand.tls() ? "tls" : "clear",
                        errand.user(),
                        Errand.PASSWORD,
                        errand.maildir().toString(),
                        errand.home().resolve("state").toString(),
                        errand.delete() ? "delete" : "keep"));
        return command;
    }

    /** The parts of the class path that match, and the classes of the tests themselves. */
    static String classPath(Pattern needed) {
        return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(System.getProperty("java.class.path"))
                .filter(part -> needed.matcher(part).find() || part.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
