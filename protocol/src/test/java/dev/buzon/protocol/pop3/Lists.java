package dev.buzon.protocol.pop3;

import java.util.Arrays;

/** Listings for tests. */
final class Lists {
    /** A message of this size is damaged. */
    static final long DAMAGED = 666;

    private Lists() {}

    /** A listing with messages of these sizes; UIDLs are {@code u1}, {@code u2} and so on. */
    static Listing of(long... octets) {
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
                return false;
            }
        };
    }
}
