package dev.buzon.reader.web;

import com.google.gson.JsonElement;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What happens, told to every page that is open, as it happens (server-sent events). Nobody who
 * tells waits for anybody who listens: what a page has not taken yet is replaced by what is newer
 * of the same thing, and a page that falls too far behind is told so ({@code gap}) and asks for
 * everything anew.
 */
public final class Events implements AutoCloseable {
    /** What one page may have in front of it. */
    static final int BEHIND = 1_000;

    /**
     * Streams of one browser: it opens six connections to one host at most, and needs some for
     * everything else. The one that is open longest is told to rest until its page is looked at.
     */
    static final int STREAMS = 4;

    /** So often something is sent, so that a line that is gone is noticed. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    /**
     * How long a page waits before it connects again by itself, in milliseconds: we are on the same
     * machine.
     */
    private static final int AGAIN_MILLIS = 1_000;

    private final Duration heartbeat;

    /** Another one each time the program runs: numbers of messages may mean others then. */
    private final String run = Keys.random().substring(0, 12);

    private final ReentrantLock lock = new ReentrantLock();
    private final List<Stream> streams = new ArrayList<>();
    private boolean closed;

    /** Nobody listens yet. */
    public Events() {
        this(HEARTBEAT);
    }

    /** With another heartbeat, for tests. */
    Events(Duration heartbeat) {
        this.heartbeat = heartbeat;
    }

    /** One page that listens. */
    private final class Stream {
        private final String session;
        private final Condition news = lock.newCondition();
        private final Map<String, String> waiting = new LinkedHashMap<>();
        private long number;
        private boolean ended;

        Stream(String session) {
            this.session = session;
        }

        /** Called with the lock held. */
        void tell(String key, String event) {
            String known = key.isEmpty() ? "#" + number++ : key;
            waiting.remove(known); // what is newer comes later
            if (waiting.size() >= BEHIND) {
                waiting.clear();
                waiting.put("gap", text("gap", "{}"));
            } else {
                waiting.put(known, event);
            }
            news.signal();
        }

        /** Called with the lock held. */
        void end(String event) {
            tell("", text(event, "{}"));
            ended = true;
        }
    }

    /** Tells something to all pages. */
    public void tell(String event, JsonElement data) {
        tell(event, "", data);
    }

    /**
     * Tells something to all pages; what was told of the same thing and not taken yet is forgotten.
     *
     * @param same the name of the thing; empty when each event counts
     */
    public void tell(String event, String same, JsonElement data) {
        String text = text(event, data.toString());
        String key = same.isEmpty() ? "" : event + ":" + same;
        lock.lock();
        try {
            streams.forEach(stream -> stream.tell(key, text));
        } finally {
            lock.unlock();
        }
    }

    /** How many pages listen. */
    public int listeners() {
        lock.lock();
        try {
            return streams.size();
        } finally {
            lock.unlock();
        }
    }

    /** An event as it stands on the line; its data has no line ends, because JSON has none. */
    private static String text(String event, String data) {
        return "event: " + event + "\ndata: " + data + "\n\n";
    }

    /** The stream for a page of this browser; it ends when one of us goes. */
    Answer listen(String session) {
        return Answer.stream(
                        "text/event-stream; charset=utf-8",
                        OptionalLong.empty(),
                        out -> listen(session, out))
                .with(Answer.CACHING, "no-store")
                .with("X-Accel-Buffering", "no");
    }

    private void listen(String session, OutputStream out) throws IOException {
        var stream = new Stream(session);
        begin(stream);
        try {
            write(
                    out,
                    "retry: " + AGAIN_MILLIS + "\n" + text("hello", "{\"run\":\"" + run + "\"}"));
            Optional<String> next = next(stream);
            while (next.isPresent()) {
                write(out, next.get());
                next = next(stream);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            forget(stream);
        }
    }

    private void begin(Stream stream) {
        lock.lock();
        try {
            List<Stream> same =
                    streams.stream()
                            .filter(one -> one.session.equals(stream.session) && !one.ended)
                            .toList();
            if (same.size() >= STREAMS) {
                same.getFirst().end("rest");
            }
            streams.add(stream);
            if (closed) {
                stream.end("bye");
            }
        } finally {
            lock.unlock();
        }
    }

    private void forget(Stream stream) {
        lock.lock();
        try {
            streams.remove(stream);
        } finally {
            lock.unlock();
        }
    }

    /** What is to be written next; empty when that was all. */
    private Optional<String> next(Stream stream) throws InterruptedException {
        lock.lock();
        try {
            long nanos = heartbeat.toNanos();
            while (stream.waiting.isEmpty() && !stream.ended && nanos > 0) {
                nanos = stream.news.awaitNanos(nanos);
            }
            if (stream.waiting.isEmpty()) {
                return stream.ended ? Optional.empty() : Optional.of(": still here\n\n");
            }
            String all = String.join("", stream.waiting.values());
            stream.waiting.clear();
            return Optional.of(all);
        } finally {
            lock.unlock();
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** Says goodbye to all pages, and waits a moment until they have heard it. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            streams.forEach(stream -> stream.end("bye"));
        } finally {
            lock.unlock();
        }
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(500);
        while (listeners() > 0 && System.nanoTime() < until) {
            Thread.onSpinWait();
        }
    }
}
