package dev.buzon.e2e.rivals;

import jakarta.mail.Store;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.pop3.POP3Folder;

/** Angus Mail, the Jakarta Mail of reference, with {@link AngusProgram}. */
final class AngusMail implements Rival {
    private static final Pattern NEEDED = Pattern.compile("angus-|jakarta\\.(mail|activation)");

    @Override
    public String name() {
        return "Angus Mail";
    }

    @Override
    public String version() {
        return JavaVersions.of(POP3Folder.class) + " (API " + JavaVersions.of(Store.class) + ")";
    }

    @Override
    public String settings() {
        return "the natural program, writeTo into a buffered file, no properties but ports";
    }

    @Override
    public List<String> command(Errand errand) {
        return JavaRun.command(AngusProgram.class, NEEDED, errand);
    }

    @Override
    public List<Path> memory(Errand errand) {
        return List.of(errand.home().resolve("state"));
    }
}
