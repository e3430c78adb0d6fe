package dev.buzon.store.rocksdb;

import dev.buzon.store.Arrival;
import dev.buzon.store.Maildrop.Form;
import dev.buzon.store.Octets;
import dev.buzon.store.StoreException;
import java.util.Optional;

/**
 * What is known of a body besides its octets, which are in chunks.
 *
 * @param octets how many octets
 * @param headerOctets how many of them are the header
 * @param surrogateHeader the header in ASCII, when it is not
 * @param references how many entries there are, those in the bin counted
 */
record Body(long octets, long headerOctets, Optional<Octets> surrogateHeader, long references) {
    /** The octets of each chunk but the last, which may have fewer. */
    static final int CHUNK = 128 << 10;

    static Key key(long body) {
        return Key.of(Key.BODY, body);
    }

    static Body of(long octets, Arrival.Facts facts) {
        return new Body(octets, facts.headerOctets(), facts.surrogateHeader(), 0);
    }

    byte[] encode(Key key) {
        return new Encoder()
                .number(octets)
                .number(headerOctets)
                .maybe(surrogateHeader)
                .number(references)
                .seal(key);
    }

    static Body decode(Key key, byte[] record) throws StoreException {
        Decoder d = new Decoder(key, record);
        return new Body(d.number(), d.number(), d.maybeOctets(), d.number());
    }

    int chunks() {
        return Math.toIntExact((octets + CHUNK - 1) / CHUNK);
    }

    long headerOctets(Form form) {
        return switch (form) {
            case STORED -> headerOctets;
            case SURROGATE -> surrogateHeader.map(h -> (long) h.length()).orElse(headerOctets);
        };
    }

    long octets(Form form) {
        return octets - headerOctets + headerOctets(form);
    }

    Body withReferences(long other) {
        return new Body(octets, headerOctets, surrogateHeader, other);
    }
}
