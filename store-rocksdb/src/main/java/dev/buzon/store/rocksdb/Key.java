package dev.buzon.store.rocksdb;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.buzon.store.Address;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The key of a record: one octet for the table, then big-endian numbers or an address, so that
 * records of one account lie together and in the order of arrival. Not to be changed once made.
 */
final class Key {
    static final byte META = 'm';
    static final byte ACCOUNT = 'a';
    static final byte ALIAS = 'l';
    static final byte HEAD = 'h';
    static final byte ENTRY = 'e';
    static final byte MARKS = 'k';
    static final byte BIN = 'b';
    static final byte DUE = 'd';
    static final byte BODY = 'o';
    static final byte ARRIVAL = 'v';
    static final byte JOURNAL = 'j';

    final byte[] octets;

    Key(byte[] octets) {
        this.octets = octets;
    }

    /** A table with up to three numbers. */
    static Key of(byte table, long... numbers) {
        ByteBuffer key = ByteBuffer.allocate(1 + 8 * numbers.length).put(table);
        for (long n : numbers) {
            key.putLong(n);
        }
        return new Key(key.array());
    }

    /** An account or an alias: domain, a zero octet, local part. */
    static Key of(byte table, Address address) {
        byte[] text = (address.domain() + "\0" + address.local()).getBytes(UTF_8);
        return new Key(ByteBuffer.allocate(1 + text.length).put(table).put(text).array());
    }

    /** A word about the whole store. */
    static Key meta(String name) {
        byte[] text = name.getBytes(UTF_8);
        return new Key(ByteBuffer.allocate(1 + text.length).put(META).put(text).array());
    }

    /** A piece of a body; these are in a column family of their own, without a table octet. */
    static Key chunk(long body, int index) {
        return new Key(ByteBuffer.allocate(12).putLong(body).putInt(index).array());
    }

    /** The n-th number of the key. */
    long number(int n) {
        return ByteBuffer.wrap(octets).getLong(1 + 8 * n);
    }

    boolean startsWith(Key prefix) {
        int length = prefix.octets.length;
        return octets.length >= length
                && Arrays.equals(octets, 0, length, prefix.octets, 0, length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Key k && Arrays.equals(octets, k.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    /** The table's letter and the rest in hexadecimal: for the log. */
    @Override
    public String toString() {
        return (char) octets[0] + ":" + HexFormat.of().formatHex(octets, 1, octets.length);
    }
}
