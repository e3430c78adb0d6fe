package dev.buzon.testing.pop3;

import java.util.Optional;
import java.util.stream.Stream;

/** The quirks that are in force on one connection at this moment. */
final class Script {
    private final House house;
    private final int connection;
    private volatile int visit;

    Script(House house, int connection) {
        this.house = house;
        this.connection = connection;
        this.visit = house.visits() + 1;
    }

    /** The session has a number of its own now. */
    void loggedIn(int number) {
        visit = number;
    }

    /** All quirks of this kind that concern no message in particular. */
    <Q extends Quirk> Stream<Q> all(Class<Q> kind) {
        return all(kind, Quirk.ANY);
    }

    /** All quirks of this kind that concern this message. */
    <Q extends Quirk> Stream<Q> all(Class<Q> kind, int message) {
        return house.quirks().stream()
                .flatMap(quirk -> inForce(quirk, message))
                .filter(kind::isInstance)
                .map(kind::cast);
    }

    /** The first quirk of this kind. */
    <Q extends Quirk> Optional<Q> first(Class<Q> kind) {
        return all(kind).findFirst();
    }

    /** Whether this quirk is in force. */
    boolean has(Quirk quirk) {
        return has(quirk, Quirk.ANY);
    }

    /** Whether this quirk is in force for this message. */
    boolean has(Quirk quirk, int message) {
        return all(Quirk.class, message).anyMatch(quirk::equals);
    }

    /** Whether the server does not know a command. */
    boolean lacks(Turn turn) {
        return has(new Quirk.Without(turn));
    }

    private Stream<Quirk> inForce(Quirk quirk, int message) {
        if (quirk instanceof Quirk.OnVisits(var first, var last, var inner)) {
            return first <= visit && visit <= last ? inForce(inner, message) : Stream.empty();
        }
        if (quirk instanceof Quirk.OnConnections(var first, var last, var inner)) {
            return first <= connection && connection <= last
                    ? inForce(inner, message)
                    : Stream.empty();
        }
        if (quirk instanceof Quirk.OnMessage(var only, var inner)) {
            return only == message ? inForce(inner, message) : Stream.empty();
        }
        return Stream.of(quirk);
    }
}
