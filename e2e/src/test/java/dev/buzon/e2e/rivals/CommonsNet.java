package dev.buzon.e2e.rivals;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.net.pop3.POP3Client;

/** Apache commons-net, with {@link CommonsNetProgram}. */
final class CommonsNet implements Rival {
    private static final Pattern NEEDED = Pattern.compile("commons-(net|io)");

    @Override
    public String name() {
        return "commons-net";
    }

    @Override
    public String version() {
        return JavaVersions.of(POP3Client.class);
    }

    @Override
    public String settings() {
        return "the natural program";
    }

    @Override
    public List<String> command(Errand errand) {
        return JavaRun.command(CommonsNetProgram.class, NEEDED, errand);
    }

    @Override
    public List<Path> memory(Errand errand) {
        return List.of(errand.home().resolve("state"));
    }
}
