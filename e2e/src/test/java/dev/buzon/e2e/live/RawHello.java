package dev.buzon.e2e.live;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A ClientHello written by hand, so that things can be offered that no library offers any more.
 *
 * @param version of the hello, such as 0x0303 for TLS 1.2 (RFC 5246 §7.4.1.2)
 * @param versions of the extension supported_versions; empty = without the extension
 * @param suites by their registered numbers
 * @param compressions by their registered numbers; 0 = none
 */
record RawHello(
        int version, List<Integer> versions, List<Integer> suites, List<Integer> compressions) {
    private static final int PATIENCE_MS = 15_000;
    private static final int ALERT = 21; // RFC 5246 §6.2.1
    private static final int[] GROUPS = {0x1d, 0x17, 0x18, 0x100};
    private static final int[] SIGNATURES = {
        0x0403, 0x0503, 0x0804, 0x0805, 0x0806, 0x0401, 0x0501, 0x0601, 0x0203, 0x0201
    };

    /** What a server says to it. */
    sealed interface Verdict {
        /** The connection goes on with this. */
        record Chosen(int suite, int compression) implements Verdict {}

        /** It does not. */
        record Refused(int alert) implements Verdict {}
    }

    /** One suite, by TLS 1.2. */
    static RawHello ofSuite(int suite) {
        return new RawHello(0x0303, List.of(), List.of(suite), List.of(0));
    }

    /** Says it to the server on this port of this machine. */
    Verdict to(int port) throws IOException {
        try (var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
            socket.setSoTimeout(PATIENCE_MS);
            socket.getOutputStream().write(octets());
            var in = new DataInputStream(socket.getInputStream());
            var kind = in.readUnsignedByte();
            in.readUnsignedShort();
            var body = ByteBuffer.wrap(in.readNBytes(in.readUnsignedShort()));
            if (kind == ALERT) {
                return new Verdict.Refused(body.get(1));
            }
            body.position(4 + 2 + 32); // header of the message, version, random
            body.position(body.position() + 1 + body.get(body.position()));
            return new Verdict.Chosen(body.getShort() & 0xffff, body.get());
        }
    }

    private byte[] octets() {
        var body = ByteBuffer.allocate(1024);
        body.putShort((short) version).put(new byte[32]).put((byte) 0);
        body.putShort((short) (2 * suites.size()));
        suites.forEach(suite -> body.putShort(suite.shortValue()));
        body.put((byte) compressions.size());
        compressions.forEach(compression -> body.put(compression.byteValue()));
        var extensions = extensions();
        body.putShort((short) extensions.remaining()).put(extensions).flip();
        var length = body.remaining();
        var record = ByteBuffer.allocate(9 + length);
        record.put((byte) 22).putShort((short) 0x0301).putShort((short) (4 + length));
        record.put((byte) 1).put((byte) 0).putShort((short) length).put(body);
        return record.array();
    }

    private ByteBuffer extensions() {
        var out = ByteBuffer.allocate(256);
        numbers(out, 10, GROUPS);
        numbers(out, 13, SIGNATURES);
        out.putShort((short) 11).putShort((short) 2).put((byte) 1).put((byte) 0);
        out.putShort((short) 23).putShort((short) 0);
        if (!versions.isEmpty()) {
            var octets = 2 * versions.size();
            out.putShort((short) 43).putShort((short) (1 + octets)).put((byte) octets);
            versions.forEach(v -> out.putShort(v.shortValue()));
        }
        return out.flip();
    }

    private static void numbers(ByteBuffer out, int extension, int[] numbers) {
        out.putShort((short) extension).putShort((short) (2 + 2 * numbers.length));
        out.putShort((short) (2 * numbers.length));
        for (var number : numbers) {
            out.putShort((short) number);
        }
    }
}
