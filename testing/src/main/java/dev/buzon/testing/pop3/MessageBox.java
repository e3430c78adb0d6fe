package dev.buzon.testing.pop3;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The one maildrop of a scripted server, and what clients did to it. */
final class MessageBox {
    private final List<HeldMessage> messages = new ArrayList<>();
    private final Map<Integer, Integer> retrievals = new HashMap<>();
    private final Set<Integer> deletesAsked = new TreeSet<>();
    private final Set<Integer> hidden = new TreeSet<>();
    private int last;

    synchronized HeldMessage put(byte[] octets) {
        last++;
        var message = new HeldMessage(last, octets.clone(), "uid-%04d".formatted(last));
        messages.add(message);
        return message;
    }

    synchronized List<HeldMessage> messages() {
        return List.copyOf(messages);
    }

    /** The messages that no session hid by reading them. */
    synchronized List<HeldMessage> unhidden() {
        return messages.stream().filter(message -> !hidden.contains(message.id())).toList();
    }

    synchronized void hide(Collection<Integer> ids) {
        hidden.addAll(ids);
    }

    synchronized void remove(Collection<Integer> ids) {
        messages.removeIf(message -> ids.contains(message.id()));
    }

    synchronized void retrieved(int id) {
        retrievals.merge(id, 1, Integer::sum);
    }

    synchronized int retrievals(int id) {
        return retrievals.getOrDefault(id, 0);
    }

    synchronized void deleteAsked(int id) {
        deletesAsked.add(id);
    }

    synchronized Set<Integer> deletesAsked() {
        return Set.copyOf(deletesAsked);
    }
}
