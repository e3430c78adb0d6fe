package dev.buzon.store;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All that belongs to one account; guarded by the store. */
final class MemoryBox {
    final TreeMap<Long, MemoryEntry> entries = new TreeMap<>();
    final TreeMap<Long, MemoryEntry> bin = new TreeMap<>();
    final Map<String, MailStore.Holder> locks = new HashMap<>();
    final ArrayDeque<Journal.Line> journal = new ArrayDeque<>();
    Account account;
    boolean removed;
    long octets;
    private long lastUid;

    MemoryBox(Account account) {
        this.account = account;
    }

    /** A uid that is later than all before it, whatever the clock says. */
    long nextUid(Instant now) {
        long micros = now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
        lastUid = Math.max(lastUid + 1, micros);
        return lastUid;
    }

    boolean hasRoomFor(long more) {
        return account.quotaOctets() == 0 || octets + more <= account.quotaOctets();
    }

    void add(MemoryEntry entry) {
        entries.put(entry.uid, entry);
        octets += entry.octets(Maildrop.Form.STORED);
    }

    /** Takes it out of the list; the caller bins or frees it. */
    void take(MemoryEntry entry) {
        entries.remove(entry.uid);
        octets -= entry.octets(Maildrop.Form.STORED);
    }

    /** The messages that this device sees now. */
    List<MemoryEntry> view(Device device) {
        List<MemoryEntry> seen = new ArrayList<>();
        for (MemoryEntry entry : entries.values()) {
            if (entry.visible(device)) {
                seen.add(entry);
            }
        }
        return seen;
    }

    /** Changes the account; what devices did that are no more is forgotten. */
    void replace(Account changed) {
        for (Device old : account.devices()) {
            if (changed.device(old.name()).isEmpty()) {
                entries.values()
                        .forEach(e -> {
                            if (e.deleted.containsKey(old.name())) {
                                e.deleted.put(GONE, e.arrived);
                            }
                            e.fetched.remove(old.name());
                            e.deleted.remove(old.name());
                        });
            }
        }
        account = changed;
    }

    /** Stands in a message's marks for devices that deleted it and are no more. */
    private static final String GONE = "";

    void write(Journal.Line line) {
        String detail = line.detail();
        journal.addFirst(
                detail.length() <= Journal.DETAIL_LIMIT
                        ? line
                        : new Journal.Line(
                                line.at(),
                                line.device(),
                                line.peer(),
                                line.what(),
                                detail.substring(0, Journal.DETAIL_LIMIT)));
        if (journal.size() > Journal.KEPT) {
            journal.removeLast();
        }
    }
}
