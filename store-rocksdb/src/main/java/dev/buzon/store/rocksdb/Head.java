package dev.buzon.store.rocksdb;

import dev.buzon.store.StoreException;

/**
 * The counters of an account, changed with every delivery and commit.
 *
 * @param lastUid the last uid that was given; the next is larger, whatever the clock says
 * @param messages messages in the maildrop, the bin not counted
 * @param octets their octets as served
 */
record Head(long lastUid, long messages, long octets) {
    static final Head NEW = new Head(0, 0, 0);

    static Key key(long account) {
        return Key.of(Key.HEAD, account);
    }

    byte[] encode(Key key) {
        return new Encoder().number(lastUid).number(messages).number(octets).seal(key);
    }

    static Head decode(Key key, byte[] record) throws StoreException {
        Decoder d = new Decoder(key, record);
        return new Head(d.number(), d.number(), d.number());
    }

    Head plus(long uid, long more) {
        return new Head(uid, messages + 1, octets + more);
    }

    Head minus(long less) {
        return new Head(lastUid, messages - 1, octets - less);
    }

    /** A uid that is later than all before it. */
    long nextUid(long nowMicros) {
        return Math.max(lastUid + 1, nowMicros);
    }
}
