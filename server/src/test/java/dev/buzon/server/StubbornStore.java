package dev.buzon.server;

import dev.buzon.store.Accounts;
import dev.buzon.store.Address;
import dev.buzon.store.Arrival;
import dev.buzon.store.Content;
import dev.buzon.store.Journal;
import dev.buzon.store.MailStore;
import dev.buzon.store.Maildrop;
import dev.buzon.store.StoreException;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A store in which something else happens first when a maildrop is opened, read, committed or
 * noted.
 */
final class StubbornStore implements MailStore {
    /** Nothing happens. */
    static final Runnable NOTHING = () -> {};

    final AtomicReference<Runnable> beforeOpen = new AtomicReference<>(NOTHING);
    final AtomicReference<Runnable> beforeRead = new AtomicReference<>(NOTHING);
    final AtomicReference<Runnable> beforeCommit = new AtomicReference<>(NOTHING);
    final AtomicReference<Runnable> beforeJournal = new AtomicReference<>(NOTHING);
    private final MailStore store;

    StubbornStore(MailStore store) {
        this.store = store;
    }

    @Override
    public Opening open(Address account, String device, String session) throws StoreException {
        beforeOpen.get().run();
        return switch (store.open(account, device, session)) {
            case Opening.Opened(var maildrop) -> new Opening.Opened(new Drop(maildrop));
            case Opening.InUse inUse -> inUse;
            case Opening.Unknown unknown -> unknown;
        };
    }

    @Override
    public Journal journal() {
        return new Journal() {
            @Override
            public void write(Address account, Line line) throws StoreException {
                beforeJournal.get().run();
                store.journal().write(account, line);
            }

            @Override
            public List<Line> newest(Address account, int limit) throws StoreException {
                return store.journal().newest(account, limit);
            }
        };
    }

    @Override
    public Accounts accounts() {
        return store.accounts();
    }

    @Override
    public Arrival receive() throws StoreException {
        return store.receive();
    }

    @Override
    public Usage usage(Address account) throws StoreException {
        return store.usage(account);
    }

    @Override
    public List<Binned> bin(Address account) throws StoreException {
        return store.bin(account);
    }

    @Override
    public boolean restore(Address account, long uid) throws StoreException {
        return store.restore(account, uid);
    }

    @Override
    public Expired expire() throws StoreException {
        return store.expire();
    }

    @Override
    public void close() {
        store.close();
    }

    private final class Drop implements Maildrop {
        private final Maildrop maildrop;

        Drop(Maildrop maildrop) {
            this.maildrop = maildrop;
        }

        @Override
        public Content read(int number, Form form) throws StoreException {
            beforeRead.get().run();
            return maildrop.read(number, form);
        }

        @Override
        public void commit(BitSet deleted, BitSet fetched) throws StoreException {
            beforeCommit.get().run();
            maildrop.commit(deleted, fetched);
        }

        @Override
        public int count() {
            return maildrop.count();
        }

        @Override
        public long totalOctets(Form form) {
            return maildrop.totalOctets(form);
        }

        @Override
        public long octets(int number, Form form) {
            return maildrop.octets(number, form);
        }

        @Override
        public String uidl(int number) {
            return maildrop.uidl(number);
        }

        @Override
        public boolean readOnly() {
            return maildrop.readOnly();
        }

        @Override
        public void close() {
            maildrop.close();
        }
    }
}
