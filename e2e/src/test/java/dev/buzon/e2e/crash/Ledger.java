package dev.buzon.e2e.crash;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * What a server was asked to do and what it has acknowledged, written down outside it; and the
 * comparison with what is there after it was killed. Used by many threads.
 */
final class Ledger {
    /** A message in a maildrop: its name, its UIDL, and whether its octets are right. */
    record Found(String name, String uidl, boolean intact) {}

    private enum Removal {
        NONE,
        ASKED,
        ACKNOWLEDGED
    }

    /** What is known of one message in one maildrop. */
    private static final class Fate {
        boolean acknowledged;
        Removal removal = Removal.NONE;
        Optional<String> uidl = Optional.empty();

        /** It must have been delivered, whether it is still there or not. */
        boolean wasThere() {
            return acknowledged || removal != Removal.NONE;
        }
    }

    /** The messages of a session that has said QUIT. */
    private record Leaving(String account, Set<String> names) {}

    private final Map<String, Map<String, Fate>> fates = new TreeMap<>();
    private final Map<String, Set<String>> recipients = new HashMap<>();
    private final Map<String, String> owners = new HashMap<>();
    private final List<Leaving> leaving = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();
    private long deliveries;
    private long deletes;
    private long unanswered;

    /** A message is about to be sent. */
    synchronized void trying(String name, Set<String> accounts) {
        recipients.put(name, accounts);
        accounts.forEach(a -> fates.computeIfAbsent(a, _ -> new HashMap<>()).put(name, new Fate()));
    }

    /** 250 was seen for this recipient. */
    synchronized void accepted(String name, String account) {
        fate(account, name).acknowledged = true;
        deliveries++;
        notifyAll();
    }

    /** A session has read this message. */
    synchronized void seen(String account, Found found) {
        Map<String, Fate> known = fates.getOrDefault(account, Map.of());
        Fate fate = known.get(found.name());
        if (fate == null) {
            wrong.add(account + ": nobody sent " + found.name());
            return;
        }
        if (fate.removal == Removal.ACKNOWLEDGED) {
            wrong.add(account + ": came back: " + found.name());
        }
        if (!found.intact()) {
            wrong.add(account + ": other octets: " + found.name());
        }
        if (!fate.uidl.orElse(found.uidl()).equals(found.uidl())) {
            wrong.add(account + ": another UIDL for " + found.name());
        }
        String owner = owners.putIfAbsent(account + " " + found.uidl(), found.name());
        if (owner != null && !owner.equals(found.name())) {
            wrong.add(account + ": the UIDL of " + owner + " was given again");
        }
        fate.uidl = Optional.of(found.uidl());
    }

    /** QUIT is about to be said, with these marked as deleted. */
    synchronized void leaving(String account, Set<String> names) {
        names.forEach(name -> fate(account, name).removal = Removal.ASKED);
        leaving.add(new Leaving(account, Set.copyOf(names)));
    }

    /** +OK to QUIT was seen for these. */
    synchronized void left(String account, Set<String> names) {
        leaving.remove(new Leaving(account, names));
        names.forEach(name -> fate(account, name).removal = Removal.ACKNOWLEDGED);
        deletes += names.size();
        notifyAll();
    }

    /** The longest wait for the first acknowledgements. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Waits until a delivery and a delete have been acknowledged; false when none ever are. */
    synchronized boolean awaitWork() throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (deliveries == 0 || deletes == 0) {
            long left = end - System.nanoTime();
            if (left <= 0 || !wrong.isEmpty()) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return true;
    }

    /** Something else was seen that must not be. */
    synchronized void complain(String what) {
        wrong.add(what);
        notifyAll();
    }

    /**
     * Compares with everything that is there now, while nobody sends or collects; what was not
     * answered is settled by what is found.
     */
    synchronized void compare(Map<String, List<Found>> maildrops) {
        Map<String, Set<String>> there = new HashMap<>();
        maildrops.forEach((account, found) -> {
            Set<String> names = new HashSet<>();
            for (Found one : found) {
                seen(account, one);
                if (!names.add(one.name())) {
                    wrong.add(account + ": doubled: " + one.name());
                }
            }
            there.put(account, names);
        });
        leaving.forEach(session -> compare(session, there.getOrDefault(session.account, Set.of())));
        fates.forEach((account, known) ->
                known.forEach((name, fate) -> {
                    boolean isThere = there.getOrDefault(account, Set.of()).contains(name);
                    if (fate.acknowledged && fate.removal == Removal.NONE && !isThere) {
                        wrong.add(account + ": lost: " + name);
                    }
                    if (!fate.wasThere()) {
                        unanswered++;
                        fate.acknowledged = isThere;
                    }
                }));
        recipients.forEach(this::compareRecipients);
        settle(there);
    }

    private void compare(Leaving session, Set<String> there) {
        long stayed = session.names.stream().filter(there::contains).count();
        unanswered++;
        if (stayed != 0 && stayed != session.names.size()) {
            wrong.add(
                    "%s: of %d deletes in one session %d were not done"
                            .formatted(session.account, session.names.size(), stayed));
        }
    }

    /** One message to several people is one commit. */
    private void compareRecipients(String name, Set<String> accounts) {
        if (accounts.stream().map(a -> fate(a, name).wasThere()).distinct().count() > 1) {
            wrong.add("delivered to some of its recipients: " + name);
        }
    }

    /** What is not there is gone for good; what is there is there. */
    private void settle(Map<String, Set<String>> there) {
        fates.forEach((account, known) ->
                known.forEach((name, fate) -> {
                    boolean isThere = there.getOrDefault(account, Set.of()).contains(name);
                    fate.removal = isThere ? Removal.NONE : Removal.ACKNOWLEDGED;
                    fate.acknowledged = isThere;
                }));
        recipients.clear();
        leaving.clear();
    }

    private Fate fate(String account, String name) {
        Fate fate = fates.getOrDefault(account, Map.of()).get(name);
        if (fate == null) {
            throw new IllegalArgumentException(account + " was never sent " + name);
        }
        return fate;
    }

    /** All that was wrong so far. */
    synchronized List<String> wrong() {
        return List.copyOf(wrong);
    }

    /** How many deliveries were acknowledged, each recipient counted. */
    synchronized long deliveries() {
        return deliveries;
    }

    /** How many deletes were acknowledged. */
    synchronized long deletes() {
        return deletes;
    }

    /** How many deliveries and QUITs got no answer. */
    synchronized long unanswered() {
        return unanswered;
    }
}
