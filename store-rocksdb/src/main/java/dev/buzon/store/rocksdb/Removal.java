package dev.buzon.store.rocksdb;

import java.util.Optional;
import java.util.function.UnaryOperator;

/** The writer's hold on a maildrop while messages leave it: nobody opens it meanwhile. */
final class Removal {
    private final Lists lists;
    private final long account;
    private final Box box;

    private Removal(Lists lists, long account, Box box) {
        this.lists = lists;
        this.account = account;
        this.box = box;
    }

    /**
     * Takes hold.
     *
     * @param onlyIfClosed not while somebody has the maildrop open
     */
    static Optional<Removal> begin(Lists lists, long account, boolean onlyIfClosed) {
        Box box = lists.pin(account);
        if (!box.beginRemoving(onlyIfClosed)) {
            lists.unpin(account);
            return Optional.empty();
        }
        return Optional.of(new Removal(lists, account, box));
    }

    Box box() {
        return box;
    }

    /** The messages have left; the list follows. */
    void end(UnaryOperator<Listing> change) {
        box.change(change);
        end();
    }

    /** Nothing has left. */
    void end() {
        box.endRemoving();
        lists.unpin(account);
    }
}
