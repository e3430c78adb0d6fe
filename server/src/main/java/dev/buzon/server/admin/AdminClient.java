package dev.buzon.server.admin;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The client's side of the admin channel. */
public final class AdminClient {
    private AdminClient() {}

    /**
     * Asks the server whose data folder this is.
     *
     * @param patience how long to wait for the whole answer
     * @return what it answers; empty when nobody listens there, so that no server runs
     * @throws IOException when somebody listens and does not answer as a server does, or the socket
     *     is not ours to open
     */
    public static Optional<AdminAnswer> ask(
            Path dataFolder, AdminRequest request, Duration patience) throws IOException {
        Path socket = dataFolder.resolve(AdminService.SOCKET);
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            if (!connect(channel, socket)) {
                return Optional.empty();
            }
            return Optional.of(converse(channel, AdminCodec.line(request), patience));
        } catch (IllegalArgumentException e) {
            throw new IOException("what listens on " + socket + " speaks something else", e);
        }
    }

    /** A socket file that nobody listens on is what a server leaves that was killed. */
    private static boolean connect(SocketChannel channel, Path socket) throws IOException {
        if (!Files.exists(socket)) {
            return false;
        }
        try {
            return channel.connect(UnixDomainSocketAddress.of(socket));
        } catch (java.net.ConnectException e) {
            return false;
        }
    }

    private static AdminAnswer converse(SocketChannel channel, String request, Duration patience)
            throws IOException {
        var answered = new CountDownLatch(1);
        Thread.ofVirtual().start(() -> cutAfter(patience, answered, channel));
        try {
            ByteBuffer octets = ByteBuffer.wrap((request + "\n").getBytes(StandardCharsets.UTF_8));
            while (octets.hasRemaining()) {
                channel.write(octets);
            }
            var in = new BufferedInputStream(Channels.newInputStream(channel));
            var lines = new ArrayList<String>();
            lines.add(line(in));
            for (int left = AdminCodec.following(lines.getFirst()); left > 0; left--) {
                lines.add(line(in));
            }
            return AdminCodec.answer(lines);
        } catch (java.nio.channels.ClosedChannelException e) {
            throw new IOException("it did not answer within " + patience.toSeconds() + " s", e);
        } finally {
            answered.countDown();
        }
    }

    private static void cutAfter(
            Duration patience, CountDownLatch answered, SocketChannel channel) {
        try {
            if (!answered.await(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                channel.close();
            }
        } catch (InterruptedException | IOException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new IOException("it closed the channel instead of an answer");
            }
            if (line.length() >= AdminCodec.LINE_OCTETS) {
                throw new IllegalArgumentException("a line without end");
            }
            line.append((char) octet);
        }
        return line.toString();
    }
}
