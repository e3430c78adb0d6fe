package dev.buzon.client.discovery;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How to look for servers.
 *
 * @param folders where files {@code example.org.xml} of this machine's owner are, the first wins
 * @param database where the public database of providers is; empty when it is not to be asked
 * @param without sources that are not to be asked
 * @param plainHttp whether the person agreed to ask by plain http
 * @param agreed registered domains the person agreed to be sent to by redirects
 * @param everything whether all sources are waited for even when a better one has answered: for
 *     those who look after a domain
 * @param patience how long better sources are waited for when there is an answer already
 * @param limit how long it takes when there is none; never longer
 */
public record Wishes(
        List<Path> folders,
        Optional<URI> database,
        Set<Source> without,
        boolean plainHttp,
        Set<String> agreed,
        boolean everything,
        Duration patience,
        Duration limit) {
    /** The public address of the database, where most clients ask it. */
    public static final URI PUBLIC_DATABASE =
            URI.create("https://live.thunderbird.net/autoconfig/v1.1/");

    /** Everything but plain http; 3 s, and 10 s when nobody has answered by then. */
    public static final Wishes USUAL =
            new Wishes(
                    List.of(),
                    Optional.of(PUBLIC_DATABASE),
                    Set.of(),
                    false,
                    Set.of(),
                    false,
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(10));

    /** Keeps copies, and refuses limits that cannot be kept. */
    public Wishes {
        folders = List.copyOf(folders);
        without = Set.copyOf(without);
        agreed = Set.copyOf(agreed);
        if (!patience.isPositive() || limit.compareTo(patience) < 0) {
            throw new IllegalArgumentException("the limit is at least the patience, and both last");
        }
    }

    /** The same with folders of local files. */
    public Wishes withFolders(List<Path> other) {
        return new Wishes(other, database, without, plainHttp, agreed, everything, patience, limit);
    }

    /** The same with another database, or without one. */
    public Wishes withDatabase(Optional<URI> other) {
        return new Wishes(folders, other, without, plainHttp, agreed, everything, patience, limit);
    }

    /** The same without asking this source. */
    public Wishes without(Source source) {
        Set<Source> more = EnumSet.of(source);
        more.addAll(without);
        return new Wishes(folders, database, more, plainHttp, agreed, everything, patience, limit);
    }

    /** The same, now that the person agreed to plain http. */
    public Wishes withPlainHttp() {
        return new Wishes(folders, database, without, true, agreed, everything, patience, limit);
    }

    /** The same, now that the person agreed to be sent to this registered domain. */
    public Wishes agreeingTo(String domain) {
        Set<String> more = new HashSet<>(agreed);
        more.add(domain);
        return new Wishes(folders, database, without, plainHttp, more, everything, patience, limit);
    }

    /** The same, but all sources are waited for. */
    public Wishes askingEverybody() {
        return new Wishes(folders, database, without, plainHttp, agreed, true, patience, limit);
    }

    /** The same with other limits. */
    public Wishes within(Duration otherPatience, Duration otherLimit) {
        return new Wishes(
                folders,
                database,
                without,
                plainHttp,
                agreed,
                everything,
                otherPatience,
                otherLimit);
    }
}
