package dev.buzon.bench.load;

import dev.buzon.bench.wire.DeliveryCaller;
import dev.buzon.bench.wire.SeededMessage;
import dev.buzon.bench.wire.Wire;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Delivers over one connection that stays open, and enters every acknowledged message into the
 * ledger.
 */
final class DeliverWorker implements Worker {
    /** The user in messages that go to several users. */
    static final int ANYBODY = 0;

    private final Plan plan;
    private final Turns turns;
    private final Tally tally;
    private final Ledger acknowledged;
    private final AtomicInteger nextIndex;
    private final DeliveryCaller caller;
    private final SeededMessage message;
    private final byte[][] recipients;
    private boolean open;

    /**
     * Delivers what the plan says; {@code nextIndex} is shared by all workers, so that no two
     * messages are the same.
     */
    DeliverWorker(
            Plan plan, Turns turns, Tally tally, Ledger acknowledged, AtomicInteger nextIndex) {
        this.plan = plan;
        this.turns = turns;
        this.tally = tally;
        this.acknowledged = acknowledged;
        this.nextIndex = nextIndex;
        caller = new DeliveryCaller(new Wire(), plan.delivery().protocol());
        message = new SeededMessage(plan.delivery().octets());
        recipients = new byte[plan.delivery().recipients()][];
    }

    @Override
    public void turn(int turn) throws IOException {
        int users = plan.users().count();
        boolean seeds = plan.delivery().each() > 0;
        int item = seeds ? turns.worker() + turn * turns.workers() : nextIndex.getAndIncrement();
        int index = seeds ? item / users : item;
        int first = seeds ? item % users : Math.floorMod(item * recipients.length, users);
        message.make(seeds ? plan.users().number(first) : ANYBODY, index);
        for (int at = 0; at < recipients.length; at++) {
            recipients[at] = plan.users().wireName((first + at) % users);
        }
        if (!open) {
            caller.open(plan.endpoint());
            open = true;
            tally.session(caller.wire().resumed());
        }
        open = false;
        long started = System.nanoTime();
        caller.deliver(recipients, message);
        open = true;
        tally.took(started);
        tally.message(message.octets());
        for (int at = 0; at < recipients.length; at++) {
            acknowledged.add(plan.users().number((first + at) % users), index);
        }
    }

    @Override
    public int turns() {
        int items = Math.multiplyExact(plan.users().count(), plan.delivery().each());
        return (items - turns.worker() + turns.workers() - 1) / turns.workers();
    }

    @Override
    public void finish() throws IOException {
        if (open) {
            caller.quit();
        }
    }

    @Override
    public Wire wire() {
        return caller.wire();
    }
}
