package dev.buzon.testing.pop3;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the server shows of its maildrop and of itself. */
final class Listings {
    private final Script script;
    private final House house;

    Listings(Script script, House house) {
        this.script = script;
        this.house = house;
    }

    /** The messages of a session that begins now, in order. */
    List<HeldMessage> session() {
        Set<Integer> missing =
                script.all(Quirk.Missing.class)
                        .flatMap(quirk -> quirk.messages().stream())
                        .collect(Collectors.toSet());
        int window =
                script.first(Quirk.Window.class).map(Quirk.Window::messages).orElse(Quirk.ALWAYS);
        return house.box().unhidden().stream()
                .filter(message -> !missing.contains(message.id()))
                .limit(window)
                .toList();
    }

    /** The two figures of STAT. */
    String stat(List<HeldMessage> live) {
        long octets = live.stream().mapToLong(message -> message.octets().length).sum();
        return shown(Turn.STAT, Quirk.ANY, 0).orElse(live.size() + " " + octets);
    }

    /** The line of one message in LIST or UIDL; empty when it has a gap there. */
    Optional<String> line(Turn turn, HeldMessage message, int number) {
        boolean gap =
                script.all(Quirk.Gaps.class)
                        .anyMatch(quirk -> quirk.messages().contains(message.id()));
        return gap
                ? Optional.empty()
                : Optional.of(
                        shown(turn, message.id(), number)
                                .orElse(number + " " + value(turn, message)));
    }

    private String value(Turn turn, HeldMessage message) {
        return turn == Turn.UIDL
                ? script.first(Quirk.UidsRenamed.class).map(Quirk.UidsRenamed::prefix).orElse("")
                        + message.uid()
                : String.valueOf(message.octets().length);
    }

    private Optional<String> shown(Turn turn, int message, int number) {
        return script.all(Quirk.Shows.class)
                .filter(quirk -> quirk.turn() == turn && quirk.message() == message)
                .map(quirk -> quirk.line().replace("{n}", String.valueOf(number)))
                .findFirst();
    }

    /** The lines of CAPA at this time. */
    List<String> capabilities(Phase phase) {
        List<String> all =
                new ArrayList<>(
                        List.of(
                                "TOP",
                                "UIDL",
                                "RESP-CODES",
                                "AUTH-RESP-CODE",
                                "PIPELINING",
                                "USER"));
        if (!house.door().mechanisms().isEmpty()) {
            all.add("SASL " + String.join(" ", house.door().mechanisms()));
        }
        if (phase == Phase.IN_CLEAR) {
            all.add("STLS");
        }
        all.removeIf(line -> concealed(phase, line));
        script.all(Quirk.Announces.class)
                .filter(quirk -> quirk.when().contains(phase))
                .forEach(quirk -> all.add(quirk.capability()));
        return all;
    }

    private boolean concealed(Phase phase, String line) {
        String keyword = line.split(" ", 2)[0];
        return script.all(Quirk.Without.class).anyMatch(one -> one.turn().name().equals(keyword))
                || script.all(Quirk.Conceals.class)
                        .filter(one -> one.when().contains(phase))
                        .anyMatch(one -> one.keyword().toUpperCase(Locale.ROOT).equals(keyword));
    }
}
