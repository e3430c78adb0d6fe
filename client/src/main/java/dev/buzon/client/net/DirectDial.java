package dev.buzon.client.net;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Looks a name up and tries its addresses, all within one limit. */
final class DirectDial {
    /** Time that each address gets at least, however many there are. */
    private static final long LEAST_MILLIS = 250;

    private DirectDial() {}

    static Socket dial(ServerAddress server, Duration limit) throws IOException {
        long deadline = System.nanoTime() + limit.toNanos();
        InetAddress[] addresses = lookUp(server.host(), limit);
        IOException last = new UnknownHostException(server.host());
        for (int i = 0; i < addresses.length; i++) {
            long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
            if (left <= 0) {
                throw new SocketTimeoutException("no address answered in time");
            }
            // The last address gets all the time that is left, the others a share of it.
            long share = Math.max(LEAST_MILLIS, left / (addresses.length - i));
            Socket socket = new Socket();
            try {
                socket.connect(
                        new InetSocketAddress(addresses[i], server.port()),
                        Math.clamp(share, 1, Integer.MAX_VALUE));
                return socket;
            } catch (IOException e) {
                socket.close();
                last = e;
            }
        }
        throw last;
    }

    /** The system's resolver has patience of its own; ours is shorter. */
    private static InetAddress[] lookUp(String host, Duration limit) throws IOException {
        FutureTask<InetAddress[]> task = new FutureTask<>(() -> InetAddress.getAllByName(host));
        Thread.ofVirtual().name("buzon-client-lookup").start(task);
        try {
            return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            throw new SocketTimeoutException("looking up " + host + " took too long");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException cause
                    ? cause
                    : new IOException("looking up " + host + " failed", e);
        }
    }
}
