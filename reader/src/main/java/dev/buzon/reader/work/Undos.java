package dev.buzon.reader.work;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a person can still take back, for some seconds each. */
public final class Undos {
    private static final Logger LOG = LoggerFactory.getLogger(Undos.class);

    /** How long something can be taken back: what the page shows, and the way there. */
    public static final Duration WINDOW = Duration.ofSeconds(12);

    /** Things that can be taken back at a time; of more the oldest cannot any more. */
    static final int MOST = 100;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Alarms alarms;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Undo> open = new LinkedHashMap<>();

    /** A step back, or what was put off until nobody can take it back. */
    @FunctionalInterface
    public interface Act {
        /** Does it. */
        void run() throws IOException;
    }

    private record Undo(Act back, Act last, Alarms.Alarm alarm) {}

    /** By this time. */
    public Undos(Alarms alarms) {
        this.alarms = alarms;
    }

    /**
     * Remembers something that was done.
     *
     * @param back how it is taken back
     * @param last what is done when it was not
     * @return the word with which it is taken back
     */
    public String add(Act back, Act last) {
        byte[] chance = new byte[12];
        RANDOM.nextBytes(chance);
        String token = HexFormat.of().formatHex(chance);
        Optional<String> oldest = Optional.empty();
        lock.lock();
        try {
            if (open.size() >= MOST) {
                oldest = open.keySet().stream().findFirst();
            }
            Alarms.Alarm alarm =
                    alarms.at(
                            alarms.instant().plus(WINDOW),
                            () -> Thread.ofVirtual().name("undo").start(() -> settle(token)));
            open.put(token, new Undo(back, last, alarm));
        } finally {
            lock.unlock();
        }
        oldest.ifPresent(this::settle);
        return token;
    }

    /** The same with nothing put off. */
    public String add(Act back) {
        return add(back, () -> {});
    }

    /**
     * Takes something back.
     *
     * @return false when it is too late
     */
    public boolean undo(String token) throws IOException {
        Optional<Undo> undo = take(token);
        if (undo.isPresent()) {
            undo.get().alarm().cancel();
            undo.get().back().run();
        }
        return undo.isPresent();
    }

    private void settle(String token) {
        Optional<Undo> undo = take(token);
        if (undo.isPresent()) {
            undo.get().alarm().cancel();
            try {
                undo.get().last().run();
            } catch (IOException e) {
                LOG.warn("what was put off failed", e);
            }
        }
    }

    private Optional<Undo> take(String token) {
        lock.lock();
        try {
            return Optional.ofNullable(open.remove(token));
        } finally {
            lock.unlock();
        }
    }

    /** Nothing can be taken back any more; what was put off is done. */
    public void end() {
        java.util.List<String> tokens;
        lock.lock();
        try {
            tokens = java.util.List.copyOf(open.keySet());
        } finally {
            lock.unlock();
        }
        tokens.forEach(this::settle);
    }
}
