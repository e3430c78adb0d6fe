package dev.buzon.store.rocksdb;

import dev.buzon.store.Address;
import dev.buzon.store.Journal;
import dev.buzon.store.StoreException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The journal. Lines are written with whatever is written next, and do not wait for the disk. Their
 * ids go down as time goes on, so that the newest lies first.
 */
final class Lines implements Journal {
    private final Parts parts;

    Lines(Parts parts) {
        this.parts = parts;
    }

    @Override
    public void write(Address account, Line line) throws StoreException {
        parts.db().check();
        parts.writer().submit(new Write(parts, account, line));
    }

    @Override
    public List<Line> newest(Address account, int limit) throws StoreException {
        settle(parts);
        List<Line> lines = new ArrayList<>();
        Optional<Person> person = parts.registry().person(account);
        if (person.isPresent() && limit > 0) {
            parts.db()
                    .scan(
                            Key.of(Key.JOURNAL, person.get().id()),
                            (key, record) -> {
                                lines.add(decode(key, record));
                                return lines.size() < limit;
                            });
        }
        return List.copyOf(lines);
    }

    /** Returns when the lines that were written before can be read. */
    static void settle(Parts parts) throws StoreException {
        parts.writer().perform(new Wait());
    }

    /** Takes away all but the newest lines of an account. */
    static void trim(Parts parts, long account) throws StoreException {
        Deque<Key> old = new ArrayDeque<>();
        int[] count = {0};
        parts.db()
                .scan(
                        Key.of(Key.JOURNAL, account),
                        (key, _) -> {
                            if (++count[0] > KEPT) {
                                old.add(key);
                            }
                            return true;
                        });
        if (!old.isEmpty()) {
            parts.writer().perform(new Trim(List.copyOf(old)));
        }
    }

    static void put(Batch batch, long account, long id, Line line) {
        String detail = line.detail();
        Key key = Key.of(Key.JOURNAL, account, Long.MAX_VALUE - id);
        batch.put(
                key,
                new Encoder()
                        .time(line.at())
                        .text(line.device())
                        .text(line.peer())
                        .text(line.what())
                        .text(detail.substring(0, Math.min(detail.length(), DETAIL_LIMIT)))
                        .seal(key));
    }

    private static Line decode(Key key, byte[] record) throws StoreException {
        Decoder d = new Decoder(key, record);
        return new Line(d.time(), d.text(), d.text(), d.text(), d.text());
    }

    /** One line more. */
    private record Write(Parts parts, Address account, Line line) implements Change<Boolean> {
        @Override
        public Boolean prepare(Batch batch) throws StoreException {
            Optional<Person> person = parts.registry().person(batch, account);
            person.ifPresent(p -> put(batch, p.id(), parts.ids().incrementAndGet(), line));
            return true;
        }

        @Override
        public boolean durable() {
            return false;
        }
    }

    /** Passes when all that was written before it can be read. */
    private record Wait() implements Change<Boolean> {
        @Override
        public Boolean prepare(Batch batch) {
            return true;
        }

        @Override
        public boolean durable() {
            return false;
        }
    }

    /** Old lines go. */
    private record Trim(List<Key> old) implements Change<Boolean> {
        @Override
        public Boolean prepare(Batch batch) {
            old.forEach(batch::delete);
            return true;
        }

        @Override
        public boolean durable() {
            return false;
        }
    }
}
