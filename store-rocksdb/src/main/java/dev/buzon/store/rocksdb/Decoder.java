package dev.buzon.store.rocksdb;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.buzon.store.Octets;
import dev.buzon.store.StoreException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads a record that {@link Encoder} wrote, after its checksum was found right. A record that is
 * not as it should be is a PERMANENT failure that names its key.
 */
final class Decoder {
    private final Key key;
    private final byte[] record;
    private final int end;
    private int at;

    Decoder(Key key, byte[] record) throws StoreException {
        this.key = key;
        this.record = record;
        this.end = record.length - 4;
        if (end < 1 || ByteBuffer.wrap(record).getInt(end) != Encoder.checksum(key, record, end)) {
            throw damaged("its checksum is wrong");
        }
        if (record[0] != Encoder.VERSION) {
            throw damaged("it has version " + record[0] + ", which this program does not know");
        }
        at = 1;
    }

    long number() throws StoreException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (at >= end) {
                break;
            }
            byte b = record[at++];
            value |= (long) (b & 0x7f) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw damaged("a number does not end");
    }

    /** A number that counts something in this record, hence is not larger than it. */
    int count() throws StoreException {
        long n = number();
        if (n < 0 || n > end - at) {
            throw damaged("a length is larger than the record");
        }
        return (int) n;
    }

    boolean flag() throws StoreException {
        return number() != 0;
    }

    byte[] octets() throws StoreException {
        int length = count();
        at += length;
        return Arrays.copyOfRange(record, at - length, at);
    }

    String text() throws StoreException {
        return new String(octets(), UTF_8);
    }

    Optional<Octets> maybeOctets() throws StoreException {
        return flag() ? Optional.of(Octets.of(octets())) : Optional.empty();
    }

    OptionalInt maybeNumber() throws StoreException {
        long n = number();
        return n == 0 ? OptionalInt.empty() : OptionalInt.of((int) (n - 1));
    }

    Instant time() throws StoreException {
        long zigzag = number();
        return Instant.ofEpochSecond((zigzag >>> 1) ^ -(zigzag & 1), number());
    }

    private StoreException damaged(String why) {
        return new StoreException(
                StoreException.Kind.PERMANENT, "the record " + key + " is damaged: " + why);
    }
}
