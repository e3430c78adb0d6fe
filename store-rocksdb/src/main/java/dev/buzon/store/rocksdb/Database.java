package dev.buzon.store.rocksdb;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.buzon.store.StoreException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.locks.StampedLock;
import java.util.function.Consumer;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.FlushOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.RocksObject;
import org.rocksdb.Snapshot;
import org.rocksdb.Status;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * RocksDB with our two column families: {@code default}, the index, with all small records, and
 * {@code chunks} with the octets of bodies, which RocksDB keeps in blob files. Its failures are
 * turned into {@link StoreException}s, and nothing of it is touched once it is closed.
 */
final class Database implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final long MIB = 1L << 20;

    /** What the log before tables may grow to; it is read again after a crash. */
    private static final long WAL_LIMIT = 48 * MIB;

    private static final long INDEX_BUFFER = 4 * MIB;
    private static final long CHUNK_BUFFER = 8 * MIB;
    private static final int OPEN_FILES = 256;
    private static final String CHUNKS = "chunks";

    private final StampedLock closing = new StampedLock();
    private final List<RocksObject> owned = new ArrayList<>();
    private final RocksDB db;
    private final ColumnFamilyHandle index;
    private final ColumnFamilyHandle chunks;
    private final ReadOptions newest = own(new ReadOptions());
    private final WriteOptions synced = own(new WriteOptions().setSync(true));
    private final WriteOptions unsynced = own(new WriteOptions());
    private boolean closed;

    /** What is done with each record of a scan; false ends it. */
    interface Visitor {
        boolean visit(Key key, byte[] record) throws StoreException;
    }

    private interface Work<T> {
        T run() throws RocksDBException, StoreException;
    }

    Database(Path folder, long blockCacheOctets) throws StoreException {
        Cache cache = own(new LRUCache(blockCacheOctets));
        List<ColumnFamilyDescriptor> families =
                List.of(
                        new ColumnFamilyDescriptor(
                                RocksDB.DEFAULT_COLUMN_FAMILY, own(index(cache))),
                        new ColumnFamilyDescriptor(CHUNKS.getBytes(US_ASCII), own(chunks(cache))));
        List<ColumnFamilyHandle> handles = new ArrayList<>();
        try {
            db = open(folder.toString(), families, handles);
        } catch (RocksDBException e) {
            owned.reversed().forEach(RocksObject::close);
            throw Failures.whileReading("the store in " + folder + " cannot be opened", e);
        }
        index = handles.get(0);
        chunks = handles.get(1);
    }

    /**
     * A kill leaves a log whose last record is cut, no more. A power cut may leave anything after
     * the last octet that was fsynced, hence acknowledged: then the log is read up to the damage,
     * and that is said.
     */
    private RocksDB open(
            String folder, List<ColumnFamilyDescriptor> families, List<ColumnFamilyHandle> handles)
            throws RocksDBException {
        try {
            DBOptions strict = own(options(WALRecoveryMode.TolerateCorruptedTailRecords));
            return RocksDB.open(strict, folder, families, handles);
        } catch (RocksDBException e) {
            if (e.getStatus() == null || e.getStatus().getCode() != Status.Code.Corruption) {
                throw e;
            }
            handles.clear();
            DBOptions lenient = own(options(WALRecoveryMode.PointInTimeRecovery));
            RocksDB opened = RocksDB.open(lenient, folder, families, handles);
            LOG.error(
                    "the log of the store in {} ends in damage ({}), as after a power cut; it was"
                            + " read up to there. Without a power cut before, suspect the disk",
                    folder,
                    e.getMessage());
            return opened;
        }
    }

    private <T extends RocksObject> T own(T object) {
        owned.add(object);
        return object;
    }

    private static DBOptions options(WALRecoveryMode recovery) {
        Properties more = new Properties();
        // A failed write must not be repaired behind our back: what was refused stays refused.
        more.setProperty("max_bgerror_resume_count", "0");
        more.setProperty("track_and_verify_wals_in_manifest", "true");
        DBOptions options = DBOptions.getDBOptionsFromProps(more);
        if (options == null) {
            throw new IllegalStateException("RocksDB does not know the options it is given");
        }
        return options.setCreateIfMissing(true)
                .setCreateMissingColumnFamilies(true)
                .setParanoidChecks(true)
                .setWalRecoveryMode(recovery)
                .setMaxTotalWalSize(WAL_LIMIT)
                .setMaxBackgroundJobs(2)
                .setMaxOpenFiles(OPEN_FILES)
                .setMaxFileOpeningThreads(1)
                .setSkipStatsUpdateOnDbOpen(true)
                .setStatsDumpPeriodSec(0)
                .setStatsPersistPeriodSec(0)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setKeepLogFileNum(3)
                .setMaxLogFileSize(MIB)
                .setMaxManifestFileSize(4 * MIB)
                .setBytesPerSync(MIB)
                .setWalBytesPerSync(0);
    }

    private ColumnFamilyOptions index(Cache cache) {
        return new ColumnFamilyOptions()
                .setWriteBufferSize(INDEX_BUFFER)
                .setMaxWriteBufferNumber(3)
                .setArenaBlockSize(256 << 10)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setTargetFileSizeBase(16 * MIB)
                .setTableFormatConfig(table(cache));
    }

    private ColumnFamilyOptions chunks(Cache cache) {
        return new ColumnFamilyOptions()
                .setWriteBufferSize(CHUNK_BUFFER)
                .setMaxWriteBufferNumber(3)
                .setArenaBlockSize(256 << 10)
                .setCompressionType(CompressionType.NO_COMPRESSION)
                .setEnableBlobFiles(true)
                .setMinBlobSize(512)
                .setBlobFileSize(64 * MIB)
                .setEnableBlobGarbageCollection(true)
                .setBlobGarbageCollectionAgeCutoff(0.5)
                .setBlobGarbageCollectionForceThreshold(0.5)
                .setTableFormatConfig(table(cache));
    }

    private BlockBasedTableConfig table(Cache cache) {
        return new BlockBasedTableConfig()
                .setBlockCache(cache)
                .setBlockSize(16 << 10)
                .setFilterPolicy(own(new BloomFilter(10)))
                .setCacheIndexAndFilterBlocks(true)
                .setPinL0FilterAndIndexBlocksInCache(true);
    }

    private <T> T open(Work<T> work) throws StoreException {
        long stamp = closing.readLock();
        try {
            if (closed) {
                throw new StoreException(StoreException.Kind.TEMPORARY, "the store is closed");
            }
            return work.run();
        } catch (RocksDBException e) {
            throw Failures.whileReading("a record cannot be read", e);
        } finally {
            closing.unlockRead(stamp);
        }
    }

    /** Fails when the database is closed. */
    void check() throws StoreException {
        open(() -> true);
    }

    /** The newest state of a record of the index. */
    Optional<byte[]> get(Key key) throws StoreException {
        return open(() -> Optional.ofNullable(db.get(index, newest, key.octets)));
    }

    /** A record of the index as it was at a moment. */
    Optional<byte[]> get(Moment moment, Key key) throws StoreException {
        ReadOptions then = moment.enter();
        try {
            return open(() -> Optional.ofNullable(db.get(index, then, key.octets)));
        } finally {
            moment.exit();
        }
    }

    /** Copies a chunk into a direct buffer; the size of the chunk, or less than 0 for none. */
    int chunk(Moment moment, ByteBuffer key, ByteBuffer into) throws StoreException {
        ReadOptions then = moment.enter();
        try {
            return open(() -> db.get(chunks, then, key, into));
        } finally {
            moment.exit();
        }
    }

    /** Visits the records of the index whose keys begin so, in order. */
    void scan(Key prefix, Visitor visitor) throws StoreException {
        scan(index, newest, prefix, visitor);
    }

    /** The same at a moment. */
    void scan(Moment moment, Key prefix, Visitor visitor) throws StoreException {
        ReadOptions then = moment.enter();
        try {
            scan(index, then, prefix, visitor);
        } finally {
            moment.exit();
        }
    }

    /** The keys of the chunks of one body; their octets are not read. */
    void chunkKeys(long body, Consumer<Key> each) throws StoreException {
        byte[] first = Key.chunk(body, 0).octets;
        open(() -> {
            try (RocksIterator i = db.newIterator(chunks, newest)) {
                for (i.seek(first); i.isValid(); i.next()) {
                    Key key = new Key(i.key());
                    if (ByteBuffer.wrap(key.octets).getLong() != body) {
                        return true;
                    }
                    each.accept(key);
                }
                i.status();
                return true;
            }
        });
    }

    /** Visits all chunks, for a check. */
    void scanChunks(Visitor visitor) throws StoreException {
        scan(chunks, newest, new Key(new byte[0]), visitor);
    }

    private void scan(ColumnFamilyHandle family, ReadOptions options, Key prefix, Visitor visitor)
            throws StoreException {
        open(() -> {
            try (RocksIterator i = db.newIterator(family, options)) {
                for (i.seek(prefix.octets); i.isValid(); i.next()) {
                    Key key = new Key(i.key());
                    if (!key.startsWith(prefix) || !visitor.visit(key, i.value())) {
                        return true;
                    }
                }
                i.status();
                return true;
            }
        });
    }

    /** Everything as it is now, to be read later. */
    Moment now() throws StoreException {
        return open(() -> new Moment(this, new ReadOptions().setSnapshot(db.getSnapshot())));
    }

    /** Frees what a moment has of RocksDB's memory. */
    void free(ReadOptions moment) {
        long stamp = closing.readLock();
        try {
            if (!closed) {
                Snapshot snapshot = moment.snapshot();
                moment.close();
                db.releaseSnapshot(snapshot);
            }
        } finally {
            closing.unlockRead(stamp);
        }
    }

    /** Adds a record of the index to a batch. */
    void put(WriteBatch batch, Key key, byte[] record) throws StoreException {
        open(() -> {
            batch.put(index, key.octets, record);
            return true;
        });
    }

    /** Takes a record of the index away. */
    void delete(WriteBatch batch, Key key) throws StoreException {
        open(() -> {
            batch.delete(index, key.octets);
            return true;
        });
    }

    /** Adds a chunk. */
    void putChunk(WriteBatch batch, Key key, byte[] chunk) throws StoreException {
        open(() -> {
            batch.put(chunks, key.octets, chunk);
            return true;
        });
    }

    /** Takes a chunk away. */
    void deleteChunk(WriteBatch batch, Key key) throws StoreException {
        open(() -> {
            batch.delete(chunks, key.octets);
            return true;
        });
    }

    /** Writes a batch wholly or not at all; when synced, it is on the disk when this returns. */
    void write(WriteBatch batch, boolean durably) throws StoreException {
        long stamp = closing.readLock();
        try {
            if (closed) {
                throw new StoreException(StoreException.Kind.TEMPORARY, "the store is closed");
            }
            db.write(durably ? synced : unsynced, batch);
        } catch (RocksDBException e) {
            throw Failures.whileWriting(e);
        } finally {
            closing.unlockRead(stamp);
        }
    }

    /** Gives the room of freed bodies back to the disk. */
    void compactChunks() throws StoreException {
        open(() -> {
            db.compactRange(chunks);
            return true;
        });
    }

    /** Writes what is in memory into tables, so that the next start has no log to read. */
    void flush() throws StoreException {
        open(() -> {
            try (FlushOptions wait = new FlushOptions().setWaitForFlush(true)) {
                db.flush(wait, List.of(index, chunks));
            }
            return true;
        });
    }

    @Override
    public void close() {
        long stamp = closing.writeLock();
        try {
            if (!closed) {
                closed = true;
                index.close();
                chunks.close();
                db.closeE();
                owned.reversed().forEach(RocksObject::close);
            }
        } catch (RocksDBException e) {
            LOG.warn("RocksDB did not close as it should", e);
        } finally {
            closing.unlockWrite(stamp);
        }
    }
}
