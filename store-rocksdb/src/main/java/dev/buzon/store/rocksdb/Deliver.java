package dev.buzon.store.rocksdb;

import dev.buzon.store.Arrival.Delivery;
import dev.buzon.store.Arrival.Outcome;
import dev.buzon.store.Maildrop.Form;
import dev.buzon.store.StoreException;
import dev.buzon.store.Uidl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One message into the maildrops of all its recipients. */
final class Deliver implements Change<List<Outcome>> {
    private final Parts parts;
    private final long bodyId;
    private final Body body;
    private final Optional<byte[]> lastChunk;
    private final int written;
    private final List<Delivery> deliveries;
    private final List<Added> added = new ArrayList<>();

    /** An entry that the lists in memory must learn of. */
    private record Added(long account, long uid, Entry entry) {}

    /**
     * @param lastChunk what was not written yet
     * @param written chunks that were
     */
    Deliver(
            Parts parts,
            long bodyId,
            Body body,
            Optional<byte[]> lastChunk,
            int written,
            List<Delivery> deliveries) {
        this.parts = parts;
        this.bodyId = bodyId;
        this.body = body;
        this.lastChunk = lastChunk;
        this.written = written;
        this.deliveries = List.copyOf(deliveries);
    }

    @Override
    public List<Outcome> prepare(Batch batch) throws StoreException {
        long now = parts.nowMicros();
        List<Outcome> outcomes = new ArrayList<>(deliveries.size());
        for (Delivery delivery : deliveries) {
            Optional<Person> person = parts.registry().person(batch, delivery.account());
            outcomes.add(
                    person.isEmpty()
                            ? new Outcome.Unknown()
                            : deliver(batch, person.get(), delivery, now));
        }
        if (written > 0) {
            batch.delete(Key.of(Key.ARRIVAL, bodyId));
        }
        if (added.isEmpty()) {
            Bodies.deleteChunks(batch, bodyId, written);
        } else {
            lastChunk.ifPresent(c -> batch.putChunk(Key.chunk(bodyId, written), c));
            Key key = Body.key(bodyId);
            batch.put(key, body.withReferences(added.size()).encode(key));
        }
        return List.copyOf(outcomes);
    }

    private Outcome deliver(Batch batch, Person person, Delivery delivery, long now)
            throws StoreException {
        Head head = Heads.get(batch, person.id());
        long quota = person.account().quotaOctets();
        long octets = delivery.prefix().length() + body.octets();
        if (quota != 0 && head.octets() + octets > quota) {
            return new Outcome.OverQuota();
        }
        long uid = head.nextUid(now);
        Entry entry =
                new Entry(
                        bodyId,
                        Uidl.make(uid, parts.settings().random()),
                        now,
                        0,
                        octets,
                        delivery.surrogatePrefix().orElse(delivery.prefix()).length()
                                + body.octets(Form.SURROGATE),
                        delivery.folder(),
                        delivery.prefix(),
                        delivery.surrogatePrefix());
        Key key = Entry.key(person.id(), uid);
        batch.put(key, entry.encode(key));
        Heads.put(batch, person.id(), head.plus(uid, octets));
        added.add(new Added(person.id(), uid, entry));
        return new Outcome.Stored(uid, entry.uidl());
    }

    @Override
    public void publish() {
        for (Added a : added) {
            parts.lists()
                    .find(a.account())
                    .ifPresent(box -> box.change(list -> list.plus(a.uid(), a.entry())));
        }
    }

    @Override
    public long weight() {
        return 512L * deliveries.size() + lastChunk.map(c -> c.length).orElse(0);
    }
}
