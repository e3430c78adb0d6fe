package dev.buzon.store.rocksdb;

import dev.buzon.store.Arrival;
import dev.buzon.store.Maildrop.Form;
import dev.buzon.store.Octets;
import dev.buzon.store.StoreException;
import java.util.Optional;

/**
 * A message of an account. Written once, never changed; in the bin it is the same record under
 * another key, with the time of its deletion.
 *
 * @param body the id of its body
 * @param uidl its UIDL
 * @param arrived when it was delivered, in microseconds
 * @param binned when it was put into the bin, in microseconds, 0 when it is not there
 * @param octets its size as served
 * @param surrogateOctets its size with the header in ASCII
 * @param folder which part of the maildrop it belongs to
 * @param prefix lines before its header
 * @param surrogatePrefix the same in ASCII, when they are not
 */
record Entry(
        long body,
        String uidl,
        long arrived,
        long binned,
        long octets,
        long surrogateOctets,
        Arrival.Folder folder,
        Octets prefix,
        Optional<Octets> surrogatePrefix) {
    static Key key(long account, long uid) {
        return Key.of(Key.ENTRY, account, uid);
    }

    static Key binKey(long account, long uid) {
        return Key.of(Key.BIN, account, uid);
    }

    /** Where the bin is looked through in the order of time. */
    Key dueKey(long account, long uid) {
        return Key.of(Key.DUE, binned, account, uid);
    }

    byte[] encode(Key key) {
        return new Encoder()
                .number(body)
                .text(uidl)
                .number(arrived)
                .number(binned)
                .number(octets)
                .number(surrogateOctets)
                .number(
                        switch (folder) {
                            case INBOX -> 0;
                            case JUNK -> 1;
                        })
                .octets(prefix)
                .maybe(surrogatePrefix)
                .seal(key);
    }

    static Entry decode(Key key, byte[] record) throws StoreException {
        Decoder d = new Decoder(key, record);
        return new Entry(
                d.number(),
                d.text(),
                d.number(),
                d.number(),
                d.number(),
                d.number(),
                d.number() == 0 ? Arrival.Folder.INBOX : Arrival.Folder.JUNK,
                Octets.of(d.octets()),
                d.maybeOctets());
    }

    Octets prefix(Form form) {
        return switch (form) {
            case STORED -> prefix;
            case SURROGATE -> surrogatePrefix.orElse(prefix);
        };
    }

    long octets(Form form) {
        return switch (form) {
            case STORED -> octets;
            case SURROGATE -> surrogateOctets;
        };
    }

    Entry binnedAt(long micros) {
        return new Entry(
                body,
                uidl,
                arrived,
                micros,
                octets,
                surrogateOctets,
                folder,
                prefix,
                surrogatePrefix);
    }
}
