package dev.buzon.store.rocksdb;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The boxes of the accounts that somebody looks at, and as many lists as memory is meant for. */
final class Lists {
    /** Lists are weighed after so many openings. */
    private static final int WEIGH_EVERY = 64;

    private final Map<Long, Box> boxes = new ConcurrentHashMap<>();
    private final AtomicLong tick = new AtomicLong();
    private final AtomicInteger untilWeighing = new AtomicInteger();
    private final long limit;

    /**
     * @param limit the octets that cached lists may take
     */
    Lists(long limit) {
        this.limit = limit;
    }

    /** The account's box, kept until it is given back. */
    Box pin(long account) {
        return boxes.compute(
                account,
                (_, known) -> {
                    Box box = known == null ? new Box() : known;
                    box.pins++;
                    return box;
                });
    }

    /** Gives a box back. */
    void unpin(long account) {
        boxes.computeIfPresent(
                account,
                (_, box) -> {
                    box.pins--;
                    return box.pins == 0 && box.weight() == 0 ? null : box;
                });
    }

    /** The account's box, if there is one. */
    Optional<Box> find(long account) {
        return Optional.ofNullable(boxes.get(account));
    }

    /** Drops an account that is no more. */
    void forget(long account) {
        boxes.computeIfPresent(
                account,
                (_, box) -> {
                    box.forget();
                    return box.pins == 0 ? null : box;
                });
    }

    long tick() {
        return tick.incrementAndGet();
    }

    /** Forgets the lists that were not used for longest when they are too many. */
    void weigh() {
        if (untilWeighing.decrementAndGet() > 0) {
            return;
        }
        untilWeighing.set(WEIGH_EVERY);
        record Weighed(long account, Box box, long used, long weight) {}
        List<Weighed> all = new ArrayList<>();
        boxes.forEach((id, box) -> all.add(new Weighed(id, box, box.used(), box.weight())));
        long sum = all.stream().mapToLong(Weighed::weight).sum();
        if (sum <= limit) {
            return;
        }
        all.sort(Comparator.comparingLong(Weighed::used));
        for (Weighed w : all) {
            if (sum <= limit / 4 * 3) {
                return;
            }
            sum -= w.weight();
            w.box().forget();
            boxes.computeIfPresent(w.account(), (_, box) -> box.pins == 0 ? null : box);
        }
    }

    /** The views that are locked, as account and device ids. */
    List<String> locks() {
        List<String> locks = new ArrayList<>();
        boxes.forEach((id, box) -> box.locked().forEach(d -> locks.add(id + "/" + d)));
        return locks;
    }
}
