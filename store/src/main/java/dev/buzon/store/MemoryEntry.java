package dev.buzon.store;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A message of one account and what its devices did with it; the marks are guarded by the store.
 */
final class MemoryEntry {
    final long uid;
    final String uidl;
    final Instant arrived;
    final Arrival.Delivery delivery;
    final MemoryBody body;
    final Map<String, Instant> fetched = new HashMap<>();
    final Map<String, Instant> deleted = new HashMap<>();
    Instant kept;
    Optional<Instant> binned = Optional.empty();

    MemoryEntry(
            long uid, String uidl, Instant arrived, Arrival.Delivery delivery, MemoryBody body) {
        this.uid = uid;
        this.uidl = uidl;
        this.arrived = arrived;
        this.kept = arrived;
        this.delivery = delivery;
        this.body = body;
    }

    Octets prefix(Maildrop.Form form) {
        return switch (form) {
            case STORED -> delivery.prefix();
            case SURROGATE -> delivery.surrogatePrefix().orElse(delivery.prefix());
        };
    }

    long octets(Maildrop.Form form) {
        return prefix(form).length() + body.octets(form);
    }

    boolean visible(Device device) {
        return device.collects(arrived) && !deleted.containsKey(device.name());
    }

    /** Whether somebody deleted it, and nobody who holds it has not. */
    boolean unwanted(List<Device> devices) {
        return !deleted.isEmpty()
                && devices.stream()
                        .allMatch(d -> !d.holds(arrived) || deleted.containsKey(d.name()));
    }

    /** When the last device that sees it fetched it, if all have. */
    Optional<Instant> fetchedByAll(List<Device> devices) {
        Optional<Instant> last = Optional.empty();
        for (Device d : devices) {
            if (d.collects(arrived)) {
                Instant at = fetched.get(d.name());
                if (at == null) {
                    return Optional.empty();
                }
                last = last.filter(l -> l.isAfter(at)).or(() -> Optional.of(at));
            }
        }
        return last;
    }

    /** Back from the bin: as if no device had seen it. */
    void restore(Instant now) {
        binned = Optional.empty();
        fetched.clear();
        deleted.clear();
        kept = now;
    }
}
