package dev.buzon.e2e.rivals;

import java.util.List;
import java.util.regex.Pattern;

/** The client library, with {@link OurProgram}, in a JVM without a cache of classes. */
final class OurLibrary implements Rival {
    private static final Pattern NEEDED =
            Pattern.compile(
                    "(client|protocol|message)/target/|(client|protocol|message)-0|slf4j-api|jspecify|dnsjava|gson|httpc|icu4j|precis|mime4j");

    @Override
    public String name() {
        return "Buzon, library";
    }

    @Override
    public String version() {
        return "this commit";
    }

    @Override
    public String settings() {
        return "Pop3Sync into a Maildir, as it comes";
    }

    @Override
    public List<String> command(Errand errand) {
        return JavaRun.command(OurProgram.class, NEEDED, errand);
    }

    @Override
    public boolean ours() {
        return true;
    }
}
