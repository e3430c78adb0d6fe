package dev.buzon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The cache that ./buzon leaves beside the jars, in a clone whose Maven and Java are stand-ins. */
@Timeout(60)
class CacheTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @TempDir private Path folder;

    private void script(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void whoeverMayReadTheJarsMayReadTheCache() throws Exception {
        Path clone = folder.resolve("clone");
        Files.createDirectories(clone.resolve("etc"));
        Files.copy(ROOT.resolve("etc/find-jdk.sh"), clone.resolve("etc/find-jdk.sh"));
        script("clone/buzon", Files.readString(ROOT.resolve("buzon")));
        script("clone/mvnw", "mkdir -p cli/target/lib && : >cli/target/cli-0.1.0-SNAPSHOT.jar\n");
        script(
                "jdk/bin/java",
                """
                for word; do
                    case $word in -XX:AOTCacheOutput=*) (umask 077; : >"${word#*=}") ;; esac
                    case $word in -XX:AOTCache=*) echo "with the cache" ;; esac
                done
                """);
        script("jdk/bin/javac", "");
        Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"25\"\n");

        var builder =
                new ProcessBuilder("/bin/sh", "-c", "umask 022; exec ./buzon help")
                        .directory(clone.toFile())
                        .redirectErrorStream(true);
        builder.environment()
                .putAll(
                        Map.of(
                                "JAVA_HOME", folder.resolve("jdk").toString(),
                                "TMPDIR", folder.toString()));
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(said).contains("with the cache");
        assertThat(Files.getPosixFilePermissions(clone.resolve("cli/target/buzon.aot")))
                .contains(PosixFilePermission.OTHERS_READ);
    }
}
