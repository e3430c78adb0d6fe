package dev.buzon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The script that ./buzon and ./mvnw find their JDK with, against folders that look like JDKs. */
@Timeout(60)
class FindJdkTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @TempDir private Path folder;

    /** What a shell that sourced the script said. */
    private record Said(int code, String out, String err) {}

    private Path jdk(String name, String version, String... programs) throws IOException {
        Path jdk = folder.resolve(name);
        Files.createDirectories(jdk.resolve("bin"));
        Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"x\"\n" + version + "\n");
        for (String program : programs) {
            Files.createFile(
                    jdk.resolve("bin").resolve(program),
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwxr-xr-x")));
        }
        return jdk;
    }

    private Path jdk(String name, String version) throws IOException {
        return jdk(name, "JAVA_VERSION=\"" + version + "\"", "java", "javac");
    }

    /** Runs it where the only JDKs are those in the folder. */
    private Said find(String javaHome, String path) throws Exception {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        var builder =
                new ProcessBuilder(
                                "/bin/sh", "-c", "set -eu; . etc/find-jdk.sh; echo \"$JAVA_HOME\"")
                        .directory(ROOT.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().put("BUZON_JDK_DIR", folder.toString());
        builder.environment().put("PATH", tools() + path);
        if (!javaHome.isEmpty()) {
            builder.environment().put("JAVA_HOME", javaHome);
        }
        Process process = builder.start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Said(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    /** The tools that the script uses, without the machine's own java beside them. */
    private Path tools() throws IOException {
        Path tools = folder.resolve("tools");
        if (!Files.exists(tools)) {
            Files.createDirectory(tools);
            for (String tool : List.of("sed", "head", "readlink")) {
                stand(tools, tool);
            }
        }
        return tools;
    }

    @Test
    void theJdkThatIsNewEnoughIsFoundBesideOlderOnes() throws Exception {
        jdk("java-17-openjdk-amd64", "17.0.15");
        Path wanted = jdk("temurin-25-jdk-amd64", "25.0.1");
        jdk("java-8", "1.8.0_402");
        assertThat(find("", "")).isEqualTo(new Said(0, wanted + "\n", ""));
    }

    @Test
    void javaHomeIsPreferredWhenItIsNewEnoughAndPassedOverWhenNot() throws Exception {
        Path other = jdk("temurin-25-jdk-amd64", "25.0.1");
        Path home = jdk("mine/jdk-26", "26");
        Path old = jdk("mine/jdk-17", "17.0.1");
        assertThat(find(home.toString(), "").out()).isEqualTo(home + "\n");
        assertThat(find(old.toString(), "").out()).isEqualTo(other + "\n");
        assertThat(find("/nowhere", "").out()).isEqualTo(other + "\n");
    }

    @Test
    void theJavaOnThePathIsFoundThroughItsLinks() throws Exception {
        Path jdk = jdk("elsewhere/jdk", "25");
        Path links = Files.createDirectory(folder.resolve("links"));
        Files.createSymbolicLink(links.resolve("java"), jdk.resolve("bin/java"));
        assertThat(find("", ":" + links).out()).isEqualTo(jdk.toRealPath() + "\n");
    }

    @Test
    void onlyOlderOnesGiveOneSentenceThatNamesTheNewest() throws Exception {
        jdk("java-17", "17.0.15");
        Path newest = jdk("java-21", "21.0.2");
        jdk("java-8", "1.8.0_402");
        assertThat(find("", ""))
                .isEqualTo(
                        new Said(
                                1,
                                "",
                                "Buzon needs a JDK of version 25 or newer, and the newest one here"
                                        + " is version 21 in "
                                        + newest
                                        + ": install one (Debian package: temurin-25-jdk), or set"
                                        + " JAVA_HOME to the folder of one.\n"));
    }

    @Test
    void noneAtAllGivesOneSentenceToo() throws Exception {
        Files.createDirectory(folder.resolve("empty"));
        jdk("runtime-only-25", "JAVA_VERSION=\"25\"", "java");
        jdk("unreadable-25", "no version here", "java", "javac");
        assertThat(find("", ""))
                .isEqualTo(
                        new Said(
                                1,
                                "",
                                "Buzon needs a JDK of version 25 or newer, and there is none here:"
                                        + " install one (Debian package: temurin-25-jdk), or set"
                                        + " JAVA_HOME to the folder of one.\n"));
    }

    @Test
    void theCommandItselfSaysItAndExitsWithOne() throws Exception {
        var builder =
                new ProcessBuilder(ROOT.resolve("buzon").toString(), "--version")
                        .directory(folder.toFile())
                        .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("BUZON_JDK_DIR", folder.toString());
        builder.environment().put("PATH", tools() + ":" + dirname());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(said).startsWith("Buzon needs a JDK of version 25").hasLineCount(1);
        assertThat(process.waitFor()).isEqualTo(1);
    }

    private Path dirname() throws IOException {
        Path more = Files.createDirectories(folder.resolve("more"));
        stand(more, "dirname");
        return more;
    }

    private static void stand(Path folder, String tool) throws IOException {
        Path script = folder.resolve(tool);
        Files.writeString(script, "#!/bin/sh\nexec /usr/bin/" + tool + " \"$@\"\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
