package dev.buzon.testing;

import dev.buzon.store.Account;
import dev.buzon.store.Accounts;
import dev.buzon.store.Address;
import dev.buzon.store.Arrival;
import dev.buzon.store.Content;
import dev.buzon.store.Journal;
import dev.buzon.store.MailStore;
import dev.buzon.store.Maildrop;
import dev.buzon.store.StoreException;
import dev.buzon.store.StoreException.Kind;
import dev.buzon.testing.wire.Gate;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A store that fails where it is told to, and is the one below it otherwise. */
final class TroubledStore implements MailStore {
    private final MailStore below;
    private final Gate gate;
    private final List<Came> came = new ArrayList<>();
    private long lastMessage;
    private final Set<Trouble> waiting = EnumSet.noneOf(Trouble.class);

    /** A copy of a message that came by SMTP or LMTP: it has trace fields in front. */
    record Came(Address account, String uidl, long message) {}

    /**
     * A store above another.
     *
     * @param gate is told when something was delivered or a session ended
     */
    TroubledStore(MailStore below, Gate gate) {
        this.below = below;
        this.gate = gate;
    }

    /** What came by SMTP or LMTP so far, in order; copies of one message have the same number. */
    synchronized List<Came> came() {
        return List.copyOf(came);
    }

    private synchronized void note(
            long message, List<Arrival.Delivery> deliveries, List<Arrival.Outcome> outcomes) {
        for (int i = 0; i < deliveries.size(); i++) {
            Arrival.Delivery delivery = deliveries.get(i);
            if (delivery.prefix().length() > 0
                    && outcomes.get(i) instanceof Arrival.Outcome.Stored(_, var uidl)) {
                came.add(new Came(delivery.account(), uidl, message));
            }
        }
    }

    private synchronized long nextMessage() {
        lastMessage++;
        return lastMessage;
    }

    /** From now on this goes wrong once. */
    synchronized void expect(Trouble trouble) {
        waiting.add(trouble);
    }

    private synchronized boolean strikes(Trouble trouble) {
        return waiting.remove(trouble);
    }

    private void fail(Trouble trouble, Kind kind) throws StoreException {
        if (strikes(trouble)) {
            throw new StoreException(kind, "trouble on demand: " + trouble);
        }
    }

    @Override
    public Accounts accounts() {
        Accounts accounts = below.accounts();
        return new Accounts() {
            @Override
            public Optional<Account> find(Address address) throws StoreException {
                return accounts.find(address);
            }

            @Override
            public Optional<Account> resolve(Address address) throws StoreException {
                fail(Trouble.ACCOUNTS_TEMPORARY, Kind.TEMPORARY);
                return accounts.resolve(address);
            }

            @Override
            public List<Account> all() throws StoreException {
                return accounts.all();
            }

            @Override
            public Change create(Account account) throws StoreException {
                return accounts.create(account);
            }

            @Override
            public Change update(Address address, UnaryOperator<Account> change)
                    throws StoreException {
                return accounts.update(address, change);
            }

            @Override
            public Change remove(Address address) throws StoreException {
                return accounts.remove(address);
            }
        };
    }

    @Override
    public Journal journal() {
        return below.journal();
    }

    @Override
    public Opening open(Address account, String device, String session) throws StoreException {
        fail(Trouble.OPEN_TEMPORARY, Kind.TEMPORARY);
        fail(Trouble.OPEN_PERMANENT, Kind.PERMANENT);
        return switch (below.open(account, device, session)) {
            case Opening.Opened(var maildrop) -> new Opening.Opened(new TroubledMaildrop(maildrop));
            case Opening.InUse inUse -> inUse;
            case Opening.Unknown unknown -> unknown;
        };
    }

    @Override
    public Arrival receive() throws StoreException {
        Arrival arrival = below.receive();
        return new Arrival() {
            @Override
            public void write(ByteBuffer octets) throws StoreException {
                arrival.write(octets);
            }

            @Override
            public long octets() {
                return arrival.octets();
            }

            @Override
            public List<Outcome> deliver(Facts facts, List<Delivery> deliveries)
                    throws StoreException {
                fail(Trouble.DELIVER_TEMPORARY, Kind.TEMPORARY);
                List<Outcome> outcomes = arrival.deliver(facts, deliveries);
                note(nextMessage(), deliveries, outcomes);
                gate.tell();
                return outcomes;
            }

            @Override
            public void close() {
                arrival.close();
            }
        };
    }

    @Override
    public Usage usage(Address account) throws StoreException {
        return below.usage(account);
    }

    @Override
    public List<Binned> bin(Address account) throws StoreException {
        return below.bin(account);
    }

    @Override
    public boolean restore(Address account, long uid) throws StoreException {
        return below.restore(account, uid);
    }

    @Override
    public Expired expire() throws StoreException {
        return below.expire();
    }

    @Override
    public void close() {
        below.close();
    }

    private final class TroubledMaildrop implements Maildrop {
        private final Maildrop maildrop;
        private final BitSet damaged = new BitSet();

        TroubledMaildrop(Maildrop maildrop) {
            this.maildrop = maildrop;
        }

        @Override
        public int count() {
            return maildrop.count();
        }

        @Override
        public long totalOctets(Form form) {
            return maildrop.totalOctets(form);
        }

        @Override
        public long octets(int number, Form form) {
            return maildrop.octets(number, form);
        }

        @Override
        public String uidl(int number) {
            return maildrop.uidl(number);
        }

        @Override
        public boolean readOnly() {
            return maildrop.readOnly();
        }

        @Override
        public Content read(int number, Form form) throws StoreException {
            fail(Trouble.BODY_GONE, Kind.TEMPORARY);
            if (strikes(Trouble.BODY_DAMAGED)) {
                damaged.set(number);
                throw new StoreException(
                        Kind.PERMANENT, "trouble on demand: " + Trouble.BODY_DAMAGED);
            }
            Content content = maildrop.read(number, form);
            return strikes(Trouble.BODY_CUT) ? new CutContent(content) : content;
        }

        @Override
        public boolean damaged(int number) {
            return damaged.get(number) || maildrop.damaged(number);
        }

        @Override
        public void commit(BitSet deleted, BitSet fetched) throws StoreException {
            fail(Trouble.COMMIT_TEMPORARY, Kind.TEMPORARY);
            maildrop.commit(deleted, fetched);
            gate.tell();
        }

        @Override
        public void close() {
            maildrop.close();
        }
    }

    /** A message whose second half is damaged. */
    private static final class CutContent implements Content {
        private final Content content;
        private boolean begun;

        CutContent(Content content) {
            this.content = content;
        }

        @Override
        public long octets() {
            return content.octets();
        }

        @Override
        public long headerOctets() {
            return content.headerOctets();
        }

        @Override
        public ByteBuffer next() throws StoreException {
            if (begun) {
                throw new StoreException(Kind.PERMANENT, "trouble on demand: " + Trouble.BODY_CUT);
            }
            begun = true;
            ByteBuffer piece = content.next();
            return piece.slice(piece.position(), Math.max(1, piece.remaining() / 2));
        }

        @Override
        public void close() {
            content.close();
        }
    }
}
