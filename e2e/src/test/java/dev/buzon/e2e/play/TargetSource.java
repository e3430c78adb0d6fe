package dev.buzon.e2e.play;

import dev.buzon.e2e.script.ReaderName;
import dev.buzon.e2e.script.Script;
import java.io.IOException;
import java.util.Optional;

/** A reader: gives a fresh post office for each script. */
public interface TargetSource {
    /** What scripts call it. */
    ReaderName name();

    /**
     * Why a script is beyond this kind of post office, for instance because it has no clock to
     * turn; depends on nothing but the script.
     */
    Optional<String> cannot(Script script);

    /** A post office as the script's header asks for. */
    Target open(Script script) throws IOException;
}
