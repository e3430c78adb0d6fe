package dev.buzon.server.net;

import java.nio.ByteBuffer;

/** Octets in both directions, plain or through TLS; used by the owner of the connection only. */
interface Pipe {
    /** How much room a read needs at least to bring anything. */
    int leastRoomOctets();

    /**
     * Reads at least one octet, or -1 when the connection has ended, or 0 when there is not {@link
     * #leastRoomOctets} in the buffer, which may have grown with what came.
     */
    int read(ByteBuffer into);

    /** Writes everything. */
    void write(ByteBuffer octets) throws ConnectionEndedException;

    /** Says goodbye, if the layer has a way to. */
    void goodbye();

    /** The kernel's octets as they are. */
    record Plain(Wire wire) implements Pipe {
        @Override
        public int leastRoomOctets() {
            return 1;
        }

        @Override
        public int read(ByteBuffer into) {
            return wire.read(into);
        }

        @Override
        public void write(ByteBuffer octets) throws ConnectionEndedException {
            wire.write(octets);
        }

        @Override
        public void goodbye() {}
    }
}
