package dev.buzon.e2e.core;

import dev.buzon.e2e.script.Fault;
import dev.buzon.e2e.script.Option;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Accounts and maildrops, just enough for the state machines to have somebody to ask. */
final class CoreOffice {
    static final String DOMAIN = "example.test";

    /** What luis may keep where a script asks for a small quota, in octets. */
    static final int SMALL_QUOTA_OCTETS = 107;

    /** A message and what a client knows it by; the octets are those that are served. */
    record Letter(String uidl, String served) {}

    /** The maildrop of one person. */
    static final class Box {
        final List<Letter> letters = new ArrayList<>();
        boolean locked;

        int octets() {
            return letters.stream().mapToInt(letter -> letter.served().length()).sum();
        }
    }

    private final Map<String, String> passwords =
            Map.of("ana", "secreto", "luis", "otra clave", "user", "pencil", "apop", "tanstaaf");
    private final Map<String, Box> boxes = new TreeMap<>();
    private final Set<Option> options;
    private final Set<Fault> faults = EnumSet.noneOf(Fault.class);
    private int lastUidl;

    CoreOffice(Set<Option> options) {
        this.options = options;
        passwords.keySet().forEach(name -> boxes.put(name, new Box()));
    }

    boolean has(Option option) {
        return options.contains(option);
    }

    void inject(Fault fault) {
        faults.add(fault);
    }

    /** Whether this fault was asked for; it strikes once. */
    boolean strikes(Fault fault) {
        return faults.remove(fault);
    }

    /** The person with this name and password. */
    Optional<String> login(String typed, String password) {
        var name = name(typed);
        var apopOnly = name.equals("apop");
        var right = passwords.containsKey(name) && password.equals(passwords.get(name));
        return right && !apopOnly ? Optional.of(name) : Optional.empty();
    }

    String name(String typed) {
        var lower = typed.toLowerCase(Locale.ROOT);
        var ending = "@" + DOMAIN;
        return lower.endsWith(ending)
                ? lower.substring(0, lower.length() - ending.length())
                : lower;
    }

    Box box(String name) {
        return Optional.ofNullable(boxes.get(name)).orElseThrow();
    }

    /** Whose maildrop an address means. */
    Optional<String> owner(String localPart) {
        var plus = localPart.indexOf('+');
        var name = (plus < 0 ? localPart : localPart.substring(0, plus)).toLowerCase(Locale.ROOT);
        if (name.equals("postmaster") || (name.equals("info") && has(Option.ALIAS))) {
            return Optional.of("ana");
        }
        return boxes.containsKey(name) ? Optional.of(name) : Optional.empty();
    }

    /** How much this person may keep, in octets. */
    int quotaOctets(String name) {
        return has(Option.SMALL_QUOTA) && name.equals("luis") ? SMALL_QUOTA_OCTETS : 1 << 30;
    }

    void deliver(String name, String served) {
        lastUidl++;
        box(name).letters.add(new Letter("core" + lastUidl, served));
    }
}
