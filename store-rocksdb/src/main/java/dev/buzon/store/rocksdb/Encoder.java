package dev.buzon.store.rocksdb;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.buzon.store.Octets;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.zip.CRC32C;

/**
 * Writes a record: its version, its fields, and the CRC32C of its key and all that. Numbers are
 * unsigned LEB128, texts and runs of octets have their length before them.
 */
final class Encoder {
    /** The version of every kind of record; a kind that changes gets the next number. */
    static final int VERSION = 1;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(64);

    Encoder() {
        out.write(VERSION);
    }

    Encoder number(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) (rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        out.write((int) rest);
        return this;
    }

    Encoder flag(boolean value) {
        return number(value ? 1 : 0);
    }

    Encoder octets(byte[] octets) {
        number(octets.length);
        out.writeBytes(octets);
        return this;
    }

    Encoder octets(Octets octets) {
        return octets(octets.toArray());
    }

    Encoder text(String text) {
        return octets(text.getBytes(UTF_8));
    }

    Encoder maybe(Optional<Octets> octets) {
        flag(octets.isPresent());
        octets.ifPresent(this::octets);
        return this;
    }

    Encoder maybe(OptionalInt number) {
        return number(number.isPresent() ? number.getAsInt() + 1L : 0);
    }

    /** Seconds (zigzag, there may be times before 1970) and nanoseconds. */
    Encoder time(Instant time) {
        long s = time.getEpochSecond();
        return number((s << 1) ^ (s >> 63)).number(time.getNano());
    }

    /** The record as it is stored under this key. */
    byte[] seal(Key key) {
        byte[] record = out.toByteArray();
        return ByteBuffer.allocate(record.length + 4)
                .put(record)
                .putInt(checksum(key, record, record.length))
                .array();
    }

    static int checksum(Key key, byte[] record, int length) {
        CRC32C crc = new CRC32C();
        crc.update(key.octets);
        crc.update(record, 0, length);
        return (int) crc.getValue();
    }
}
