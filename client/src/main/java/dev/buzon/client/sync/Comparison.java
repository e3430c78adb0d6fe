package dev.buzon.client.sync;

import dev.buzon.client.ledger.Book;
import dev.buzon.client.ledger.Change;
import dev.buzon.client.ledger.Digest;
import dev.buzon.client.ledger.Entry;
import dev.buzon.client.ledger.Stage;
import dev.buzon.client.pop3.Listed;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Says of a message that came whether it is here already, by its content. Only those of the ledger
 * come into question that have its identifier, or that the server's list does not account for: two
 * messages that are listed apart stay two, even if they are the same to the octet.
 */
final class Comparison {
    private final Book book;
    private final Set<String> listedUids = new HashSet<>();
    private final Set<Long> claimed = new HashSet<>();
    private final Set<Digest> underWay = new HashSet<>();
    private final Map<Digest, List<Long>> byContent = new HashMap<>();
    private boolean gathered;

    Comparison(Book book, List<Listed> listing) {
        this.book = book;
        listing.forEach(listed -> listed.uid().ifPresent(listedUids::add));
    }

    /** What comparing said. */
    sealed interface Verdict {
        /** It is here, under this id of the ledger, which has been told. */
        record Here(long id) implements Verdict {}

        /** It is not here. */
        record New() implements Verdict {}

        /** It is here, and the server sends it a little differently each time. */
        record Changes() implements Verdict {}
    }

    /** A message is on its way into the sink and not yet in the ledger. */
    void underWay(Digest content) {
        underWay.add(content);
    }

    /** Whether the same content is on its way into the sink. */
    boolean isUnderWay(Arrival arrival) {
        return underWay.contains(arrival.measured().content());
    }

    /** Everything that was on its way is in the ledger now. */
    void arrived() {
        underWay.clear();
        byContent.clear();
        gathered = false;
    }

    /** Compares a message that came; writes down what follows unless it is new. */
    Verdict compare(Arrival arrival, Instant now) throws IOException {
        Optional<Entry> here = find(arrival);
        if (here.isPresent()) {
            return new Verdict.Here(recognise(arrival, here.get(), now));
        }
        Optional<Entry> expected = arrival.step().known();
        boolean sameHeader =
                expected.filter(entry -> entry.stage().collected())
                        .flatMap(Entry::headerDigest)
                        .filter(arrival.measured().header()::equals)
                        .isPresent();
        if (!sameHeader || expected.isEmpty()) {
            return new Verdict.New();
        }
        book.write(List.of(new Change.Put(differs(expected.get(), arrival, now))));
        return new Verdict.Changes();
    }

    private static Entry differs(Entry entry, Arrival arrival, Instant now) {
        return entry.triedAgain(
                arrival.step().message().octets(),
                entry.failures() + Planner.POINTS_BEFORE_REST,
                now,
                "the server sends it differently each time");
    }

    private Optional<Entry> find(Arrival arrival) {
        Digest content = arrival.measured().content();
        Optional<Entry> expected = arrival.step().known();
        if (expected.flatMap(Entry::contentDigest).filter(content::equals).isPresent()) {
            return expected;
        }
        gather();
        for (long id : byContent.getOrDefault(content, List.of())) {
            Optional<Entry> entry =
                    book.entry(id).filter(known -> comesIntoQuestion(known, arrival));
            if (entry.isPresent()) {
                return entry;
            }
        }
        return Optional.empty();
    }

    private boolean comesIntoQuestion(Entry entry, Arrival arrival) {
        return entry.stage().collected()
                && (entry.uid().equals(arrival.key()) || !listedUids.contains(entry.uid()));
    }

    /** Writes down that a message that came is this one, and says under which id. */
    private long recognise(Arrival arrival, Entry entry, Instant now) throws IOException {
        String key = arrival.key();
        long announced = arrival.step().message().octets();
        long second = now.getEpochSecond();
        if (claimed.add(entry.id())) {
            book.write(
                    List.of(
                            new Change.Listed(entry.id(), key, announced, true),
                            new Change.Moved(entry.id(), Stage.STORED, second)));
            return entry.id();
        }
        // The server lists it twice: once more in the ledger, once in the sink.
        Measured measured = arrival.measured();
        Entry again =
                Entry.placing(
                        book.nextId(),
                        false,
                        key,
                        announced,
                        measured.octets(),
                        measured.content(),
                        measured.header(),
                        true,
                        entry.receipt(),
                        now);
        claimed.add(again.id());
        book.write(
                List.of(new Change.Put(again), new Change.Moved(again.id(), Stage.STORED, second)));
        return again.id();
    }

    private void gather() {
        if (gathered) {
            return;
        }
        for (Entry entry : book.entries()) {
            Optional<Digest> content = entry.contentDigest();
            if (entry.stage().collected() && content.isPresent()) {
                byContent.computeIfAbsent(content.get(), c -> new ArrayList<>(1)).add(entry.id());
            }
        }
        gathered = true;
    }
}
