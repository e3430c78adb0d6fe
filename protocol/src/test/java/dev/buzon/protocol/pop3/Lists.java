package dev.buzon.protocol.pop3;

import java.util.Arrays;

/** Listings for tests. */
final class Lists {
    /** A message of this size is damaged. */
    static final long DAMAGED = 666;

    private Lists() {}

    /** What a device that may only read sees. */
    static Listing readOnly(long... octets) {
        return of(true, octets);
    }

    /** A listing with messages of these sizes; UIDLs are {@code u1}, {@code u2} and so on. */
    static Listing of(long... octets) {
        return of(false, octets);
    }

    private static Listing of(boolean readOnly, long... octets) {
        return new Listing() {
            @Override
            public int count() {
                return octets.length;
            }

            @Override
            public long totalOctets(boolean utf8) {
                return Arrays.stream(octets).sum();
            }

            @Override
            public long octets(int number, boolean utf8) {
                return octets[number - 1];
            }

            @Override
            public String uidl(int number) {
                return "u" + number;
            }

            @Override
            public boolean damaged(int number) {
                return octets[number - 1] == DAMAGED;
            }

            @Override
            public boolean readOnly() {
                return readOnly;
            }
        };
    }
}
