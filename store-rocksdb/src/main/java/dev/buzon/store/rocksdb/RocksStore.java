package dev.buzon.store.rocksdb;

import dev.buzon.store.Accounts;
import dev.buzon.store.Address;
import dev.buzon.store.Arrival;
import dev.buzon.store.Inventory;
import dev.buzon.store.Journal;
import dev.buzon.store.MailStore;
import dev.buzon.store.Maildrop.Form;
import dev.buzon.store.StoreException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store in one folder of one machine. Once a write has failed, it only reads until it is opened
 * again.
 */
public final class RocksStore implements MailStore {
    private static final Logger LOG = LoggerFactory.getLogger(RocksStore.class);

    private final Parts parts;
    private final Journal journal;
    private final Expiry expiry;

    private RocksStore(Parts parts) {
        this.parts = parts;
        this.journal = new Lines(parts);
        this.expiry = new Expiry(parts);
    }

    /**
     * Opens the store in a folder, which is made when it is not there.
     *
     * @throws StoreException TEMPORARY when another process has it open, PERMANENT when it is of
     *     another format or damaged; nothing is changed then
     */
    public static RocksStore open(Path path, Settings settings) throws StoreException {
        Folder folder = Folder.take(path.toAbsolutePath());
        Database db = null;
        Writer writer = null;
        try {
            NativeLibrary.load(folder.libraries());
            db = new Database(folder.database(), settings.blockCacheOctets());
            AtomicLong ids = Recovery.run(db);
            writer = new Writer(db);
            Lists lists = new Lists(settings.listCacheOctets());
            Registry registry = new Registry(db, writer, lists);
            return new RocksStore(
                    new Parts(
                            folder,
                            settings,
                            db,
                            writer,
                            lists,
                            registry,
                            new Buffers(),
                            ids,
                            // how much went before this start is not known: not nothing
                            new AtomicLong(1)));
        } catch (StoreException | RuntimeException | LinkageError e) {
            if (writer != null) {
                writer.close();
            }
            if (db != null) {
                db.close();
            }
            folder.close();
            throw e;
        }
    }

    @Override
    public Accounts accounts() {
        return parts.registry();
    }

    @Override
    public Journal journal() {
        return journal;
    }

    @Override
    public Opening open(Address account, String device, String session) throws StoreException {
        Optional<Person> person = parts.registry().person(account);
        Optional<Person.Numbered> numbered = person.flatMap(p -> p.device(device));
        if (person.isEmpty() || numbered.isEmpty()) {
            return new Opening.Unknown();
        }
        long id = person.get().id();
        long deviceId = numbered.get().id();
        Box box = parts.lists().pin(id);
        Holder mine = new Holder(session, parts.settings().clock().instant());
        Optional<Holder> other = box.lock(deviceId, mine);
        if (other.isPresent()) {
            parts.lists().unpin(id);
            return new Opening.InUse(other.get());
        }
        try {
            Box.Seen seen = box.now(parts.db(), id, parts.lists().tick());
            parts.lists().weigh();
            return new Opening.Opened(
                    new RocksMaildrop(parts, person.get(), numbered.get(), box, seen));
        } catch (StoreException | RuntimeException | Error e) { // a long list may not fit the heap
            box.unlock(deviceId);
            parts.lists().unpin(id);
            throw e;
        }
    }

    @Override
    public Arrival receive() throws StoreException {
        parts.db().check();
        parts.writer().refuseIfBroken();
        if (parts.isFull()) {
            expiry.roomWanted();
        }
        return new RocksArrival(parts);
    }

    @Override
    public Usage usage(Address account) throws StoreException {
        Optional<Person> person = parts.registry().person(account);
        if (person.isEmpty()) {
            return new Usage(0, 0);
        }
        Head head = Heads.get(parts.db(), person.get().id());
        return new Usage(head.messages(), head.octets());
    }

    @Override
    public List<Binned> bin(Address account) throws StoreException {
        Optional<Person> person = parts.registry().person(account);
        List<Binned> bin = new ArrayList<>();
        if (person.isPresent()) {
            parts.db()
                    .scan(
                            Key.of(Key.BIN, person.get().id()),
                            (key, record) -> bin.add(binned(key, Entry.decode(key, record))));
        }
        return List.copyOf(bin);
    }

    private static Binned binned(Key key, Entry e) {
        return new Binned(
                key.number(1),
                e.uidl(),
                e.octets(Form.STORED),
                Time.of(e.arrived()),
                Time.of(e.binned()));
    }

    @Override
    public boolean restore(Address account, long uid) throws StoreException {
        return parts.writer().perform(new Restore(parts, account, uid));
    }

    @Override
    public Expired expire() throws StoreException {
        return expiry.run();
    }

    /** Everything that is here, read from the disk, for a check. */
    public Inventory inventory() throws StoreException {
        return Counting.count(parts);
    }

    @Override
    public void close() {
        parts.writer().close();
        try {
            parts.db().flush();
        } catch (StoreException e) {
            LOG.debug("not flushed: the next start reads the log", e);
        }
        parts.db().close();
        parts.folder().close();
    }
}
