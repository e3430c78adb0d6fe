package dev.buzon.e2e.script;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One session as a script says it should go.
 *
 * @param name the file's name without its ending
 * @param rows the requirements it covers
 * @param rfcs the numbers of the RFCs it comes from
 * @param exemptions readers for which it does not hold, and how
 */
public record Script(
        String name,
        List<String> rows,
        List<Integer> rfcs,
        Fixture fixture,
        Profile profile,
        Set<Option> options,
        Map<ReaderName, Exemption> exemptions,
        List<Step> steps) {

    /** Why a reader is excused. */
    public sealed interface Exemption {
        /** In the script's own words. */
        String reason();

        /** The script is not meant for that reader: it is not played. */
        record No(String reason) implements Exemption {}

        /** It ought to pass and does not yet: it is played, and has to fail until it is mended. */
        record NotYet(String reason) implements Exemption {}
    }

    /** A copy with fixed lists. */
    public Script {
        rows = List.copyOf(rows);
        rfcs = List.copyOf(rfcs);
        options = Set.copyOf(options);
        exemptions = Map.copyOf(exemptions);
        steps = List.copyOf(steps);
    }

    /** Whether any step is of this kind. */
    public boolean has(Class<? extends Step> kind) {
        return steps.stream().anyMatch(kind::isInstance);
    }

    /** Whether it starts TLS on a connection that began in clear. */
    public boolean startsTls() {
        return has(Step.Tls.class);
    }
}
