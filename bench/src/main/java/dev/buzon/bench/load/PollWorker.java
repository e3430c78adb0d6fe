package dev.buzon.bench.load;

import dev.buzon.bench.wire.Pop3Caller;
import dev.buzon.bench.wire.Wire;
import dev.buzon.bench.wire.WrongAnswer;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Login, STAT, perhaps UIDL, QUIT. A listing that differs from the user's first one is wrong: a
 * UIDL is for ever.
 */
final class PollWorker implements Worker {
    private final Plan plan;
    private final Turns turns;
    private final Tally tally;
    private final Pop3Caller caller = new Pop3Caller(new Wire());
    private final byte[] password;
    private final Map<Integer, Long> digests = new HashMap<>();

    PollWorker(Plan plan, Turns turns, Tally tally) {
        this.plan = plan;
        this.turns = turns;
        this.tally = tally;
        password = plan.wirePassword();
    }

    @Override
    public void turn(int turn) throws IOException {
        int user = turns.user(turn);
        long started = System.nanoTime();
        caller.login(plan.endpoint(), plan.users().wireName(user), password);
        Pop3Caller.Stat stat = caller.stat();
        plan.expect().check(stat.messages());
        if (plan.work() == Work.UIDL) {
            long digest = caller.uidl(stat.messages());
            Long before = digests.putIfAbsent(user, digest);
            if (before != null && before != digest) {
                throw new WrongAnswer("UIDL differs from an earlier one");
            }
        }
        caller.quit();
        tally.took(started);
        tally.session(caller.wire().resumed());
    }

    @Override
    public int turns() {
        return turns.own();
    }

    @Override
    public void finish() {}

    @Override
    public Wire wire() {
        return caller.wire();
    }
}
