package dev.buzon.client.sync;

import dev.buzon.client.pop3.Pop3Session;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The session that is under way, so that another thread can end it. */
final class Calling {
    private final CountDownLatch cancelled = new CountDownLatch(1);
    private Optional<Pop3Session> session = Optional.empty();
    private Optional<Socket> connection = Optional.empty();

    /** There is a connection, but no session yet; ends it at once when it is too late for one. */
    synchronized void connected(Socket socket) {
        connection = Optional.of(socket);
        if (isCancelled()) {
            close();
        }
    }

    private void close() {
        try {
            if (connection.isPresent()) {
                connection.get().close();
            }
        } catch (IOException e) {
            // It was on its way out anyway.
        }
    }

    /** A session has begun; ends it at once when it is too late for one. */
    synchronized void began(Pop3Session begun) {
        session = Optional.of(begun);
        connection = Optional.empty();
        if (isCancelled()) {
            begun.cancel();
        }
    }

    /** It has ended. */
    synchronized void ended() {
        session = Optional.empty();
    }

    synchronized void cancel() {
        cancelled.countDown();
        session.ifPresent(Pop3Session::cancel);
        close();
    }

    boolean isCancelled() {
        return cancelled.getCount() == 0;
    }

    /** Waits so long, or until it is cancelled. */
    void pause(Duration time) {
        try {
            if (cancelled.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            cancelled.countDown();
        }
    }
}
