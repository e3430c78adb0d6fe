package dev.buzon.client.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All that the records of a ledger say together. */
final class Known {
    private final Shelf entries = new Shelf();
    private final Map<String, String> facts = new LinkedHashMap<>();
    private long lastId;

    /** Takes one more record in; one that speaks of a message nobody knows changes nothing. */
    void apply(Change change) {
        switch (change) {
            case Change.Put(var entry) -> put(entry);
            case Change.Moved(var id, var stage, var second) ->
                    entry(id).ifPresent(entry -> put(entry.at(stage, second)));
            case Change.Gone(var id, var second) ->
                    entry(id).ifPresent(entry -> put(entry.goneAt(second)));
            case Change.Listed(var id, var uid, var announced, var proven) ->
                    entry(id).ifPresent(entry -> put(entry.listedAs(uid, announced, proven)));
            case Change.Dropped(var id) -> entries.remove(id);
            case Change.Fact(var key, var value) -> {
                if (value.isEmpty()) {
                    facts.remove(key);
                } else {
                    facts.put(key, value);
                }
            }
        }
    }

    private void put(Entry entry) {
        lastId = Math.max(lastId, entry.id());
        entries.put(entry);
    }

    Optional<Entry> entry(long id) {
        return entries.entry(id);
    }

    List<Entry> of(String uid) {
        return entries.of(uid);
    }

    int count() {
        return entries.count();
    }

    /** All of them, oldest first; a copy. */
    List<Entry> entries() {
        return entries.all();
    }

    Map<String, String> facts() {
        return Collections.unmodifiableMap(facts);
    }

    long nextId() {
        return ++lastId;
    }

    /** Everything in as few records as possible. */
    List<Change> summary() {
        List<Change> summary = new ArrayList<>(entries.count() + facts.size());
        facts.forEach((key, value) -> summary.add(new Change.Fact(key, value)));
        entries.all().forEach(entry -> summary.add(new Change.Put(entry)));
        return summary;
    }

    /** Forgets what has been missing from the server since before then and needs nothing done. */
    void forgetGoneBefore(Instant then) {
        for (Entry entry : entries.all()) {
            boolean settled =
                    entry.stage() != Stage.PLACING && entry.stage() != Stage.PLACING_HEADER;
            if (settled && entry.gone() && entry.goneSecond() < then.getEpochSecond()) {
                entries.remove(entry.id());
            }
        }
    }
}
