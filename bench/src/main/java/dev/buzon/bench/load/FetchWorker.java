package dev.buzon.bench.load;

import dev.buzon.bench.wire.Pop3Caller;
import dev.buzon.bench.wire.ServedMessage;
import dev.buzon.bench.wire.Wire;
import dev.buzon.bench.wire.WrongAnswer;
import java.io.IOException;
import java.util.Arrays;

/**
 * Login, STAT, RETR of every message (and DELE, when it drains), QUIT. Every message is verified,
 * no message may come twice, and their sizes must add up to what STAT said.
 */
final class FetchWorker implements Worker {
    private final Plan plan;
    private final Turns turns;
    private final Tally tally;
    private final Ledger fetched;
    private final Pop3Caller caller = new Pop3Caller(new Wire());
    private final ServedMessage message = new ServedMessage();
    private final byte[] password;
    private final long[] sentNanos = new long[Plan.IN_FLIGHT_MAX];
    private int[] indexes = new int[128];

    FetchWorker(Plan plan, Turns turns, Tally tally, Ledger fetched) {
        this.plan = plan;
        this.turns = turns;
        this.tally = tally;
        this.fetched = fetched;
        password = plan.wirePassword();
    }

    @Override
    public void turn(int turn) throws IOException {
        int user = turns.user(turn);
        caller.login(plan.endpoint(), plan.users().wireName(user), password);
        Pop3Caller.Stat stat = caller.stat();
        plan.expect().check(stat.messages());
        if (indexes.length < stat.messages()) {
            indexes = new int[stat.messages()];
        }
        long octets =
                plan.inFlight() == 1
                        ? oneAtATime(user, stat.messages())
                        : pipelined(user, stat.messages());
        if (octets != stat.octets()) {
            throw new WrongAnswer("the sizes of the messages do not add up to what STAT said");
        }
        if (plan.expect().content() != Plan.Content.FOREIGN) {
            checkDistinct(stat.messages());
        }
        caller.quit();
        tally.session(caller.wire().resumed());
        if (plan.work() == Work.DRAIN) {
            for (int at = 0; at < stat.messages(); at++) {
                fetched.add(plan.users().number(user), indexes[at]);
            }
        }
    }

    private long oneAtATime(int user, int messages) throws IOException {
        long octets = 0;
        for (int number = 1; number <= messages; number++) {
            long started = System.nanoTime();
            caller.putRetr(number);
            caller.send();
            octets += read(user, number);
            if (plan.work() == Work.DRAIN) {
                caller.putDele(number);
                caller.send();
                caller.readDele();
            }
            tally.took(started);
        }
        return octets;
    }

    /**
     * Keeps {@code inFlight} requests on the way; refills when half of them are answered, so that
     * requests travel together.
     */
    private long pipelined(int user, int messages) throws IOException {
        long octets = 0;
        int asked = 0;
        for (int number = 1; number <= messages; number++) {
            if (asked - number + 1 <= plan.inFlight() / 2) {
                for (; asked < messages && asked - number + 1 < plan.inFlight(); asked++) {
                    caller.putRetr(asked + 1);
                    sentNanos[(asked + 1) % sentNanos.length] = System.nanoTime();
                    if (plan.work() == Work.DRAIN) {
                        caller.putDele(asked + 1);
                    }
                }
                caller.send();
            }
            octets += read(user, number);
            if (plan.work() == Work.DRAIN) {
                caller.readDele();
            }
            tally.took(sentNanos[number % sentNanos.length]);
        }
        return octets;
    }

    private int read(int user, int number) throws IOException {
        caller.readRetr(message);
        switch (plan.expect().content()) {
            case SEEDED -> message.verify(plan.users().number(user));
            case DELIVERED -> message.verify(DeliverWorker.ANYBODY);
            case FOREIGN -> {}
        }
        indexes[number - 1] = message.index();
        tally.message(message.octets());
        return message.octets();
    }

    private void checkDistinct(int messages) throws WrongAnswer {
        int[] sorted = Arrays.copyOf(indexes, messages);
        Arrays.sort(sorted);
        for (int at = 1; at < messages; at++) {
            if (sorted[at] == sorted[at - 1]) {
                throw new WrongAnswer("a message came twice");
            }
        }
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
