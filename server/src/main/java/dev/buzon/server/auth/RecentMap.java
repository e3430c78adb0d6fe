package dev.buzon.server.auth;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A map of bounded size that forgets what was not asked for longest; not for several threads. */
final class RecentMap<K, V> {
    private final LinkedHashMap<K, V> entries;

    RecentMap(int maxEntries) {
        this.entries =
                new LinkedHashMap<>(16, 0.75f, true) {
                    private static final long serialVersionUID = 1L;

                    @Override
                    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                        return size() > maxEntries;
                    }
                };
    }

    Optional<V> find(K key) {
        return Optional.ofNullable(entries.get(key));
    }

    V findOrAdd(K key, Supplier<V> first) {
        return entries.computeIfAbsent(key, _ -> first.get());
    }

    void put(K key, V value) {
        entries.put(key, value);
    }

    void remove(K key) {
        entries.remove(key);
    }

    int size() {
        return entries.size();
    }
}
