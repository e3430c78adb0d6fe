package dev.buzon.bench.compare;

import dev.buzon.bench.load.Users;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Makes accounts in a running Buzon by the channel that {@code buzon user add} uses: a Unix domain
 * socket in the data folder, one line and one answer for each connection. A command for each of
 * many accounts would start a JVM for each.
 */
final class BuzonAccounts {
    private static final String SOCKET = "admin.sock";
    private static final Duration SOCKET_MAX = Duration.ofSeconds(20);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    private static final int ANSWER_OCTETS_MAX = 16 * 1024;

    private BuzonAccounts() {}

    /** Adds all of them, without a quota; returns when the last one is kept. */
    static void add(Path data, Users users, String password)
            throws IOException, InterruptedException {
        Path socket = data.resolve(SOCKET);
        long until = System.nanoTime() + SOCKET_MAX.toNanos();
        while (!Files.exists(socket)) {
            if (System.nanoTime() > until) {
                throw new IOException("Buzon does not make " + socket);
            }
            Thread.sleep(LOOK_EVERY);
        }
        for (int position = 0; position < users.count(); position++) {
            String request = "buzon-admin/1 add " + users.name(position) + " " + password + " 0\n";
            String answer = ask(socket, request);
            if (!answer.startsWith("buzon-admin/1 done")) {
                throw new IOException("Buzon does not add " + users.name(position) + ": " + answer);
            }
        }
    }

    private static String ask(Path socket, String request) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            ByteBuffer line = ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII));
            while (line.hasRemaining()) {
                channel.write(line);
            }
            ByteBuffer answer = ByteBuffer.allocate(ANSWER_OCTETS_MAX);
            int count = 0;
            while (answer.hasRemaining() && count >= 0) {
                count = channel.read(answer);
            }
            return StandardCharsets.UTF_8.decode(answer.flip()).toString().strip();
        }
    }
}
