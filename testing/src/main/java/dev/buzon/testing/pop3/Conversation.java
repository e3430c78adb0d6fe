package dev.buzon.testing.pop3;

import dev.buzon.protocol.pop3.Command;
import dev.buzon.protocol.pop3.CommandParser;
import dev.buzon.testing.wire.End;
import dev.buzon.testing.wire.EndedException;
import dev.buzon.testing.wire.Said.Side;
import dev.buzon.testing.wire.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One connection to a scripted server, from the greeting to the end. */
final class Conversation {
    /** A line without an end is given up here. */
    private static final int LINE_OCTETS = 1024 * 1024;

    private final House house;
    private final Script script;
    private final Wire wire;
    private final Mouth mouth;
    private final LoginDesk desk;
    private Optional<Visit> visit = Optional.empty();
    private byte[] begun = {}; // of a line whose end has not come
    private int commands;

    Conversation(House house, Script script, Wire wire) {
        this.house = house;
        this.script = script;
        this.wire = wire;
        this.mouth = new Mouth(house, script, wire);
        this.desk = new LoginDesk(house, script, wire, mouth, this::loggedIn);
    }

    /** Talks until one of the two has enough. */
    void hold(boolean tlsFirst) throws IOException {
        if (tlsFirst) {
            mouth.stall(Turn.HANDSHAKE);
            wire.secure(house.identity(script).context(), new byte[0]);
        }
        endAfter();
        mouth.say(Answer.line(Turn.GREETING, "+OK ready"));
        var idle = script.first(Quirk.ClosesWhenIdle.class);
        if (idle.isPresent()) {
            wire.patience(idle.get().silence());
        }
        for (byte[] packet = wire.read(); packet.length > 0; packet = wire.read()) {
            packet(packet);
            endAfter();
        }
        wire.end(End.FIN);
    }

    private void endAfter() throws IOException {
        var cut = script.first(Quirk.CutAtOctet.class);
        if (cut.isPresent()) {
            wire.endAfter(cut.get().octets(), cut.get().how());
        }
    }

    private void packet(byte[] packet) throws IOException {
        byte[] all = Bodies.joined(begun, packet);
        Deque<byte[]> lines = new ArrayDeque<>();
        int from = 0;
        for (int i = 0; i < all.length; i++) {
            if (all[i] == '\n') {
                int end = i > from && all[i - 1] == '\r' ? i - 1 : i;
                lines.add(Bodies.part(all, from, end));
                from = i + 1;
                if (isStls(lines.getLast())) {
                    obey(lines);
                    stls(Bodies.part(all, from, all.length));
                    return;
                }
            }
        }
        begun = Bodies.part(all, from, all.length);
        if (begun.length > LINE_OCTETS) {
            throw new EndedException(End.FIN);
        }
        obey(lines);
    }

    private boolean isStls(byte[] line) {
        return !desk.waits()
                && CommandParser.parse(line) instanceof Command.Stls
                && visit.isEmpty()
                && !wire.secure()
                && !script.lacks(Turn.STLS);
    }

    private void obey(Deque<byte[]> lines) throws IOException {
        List<byte[]> inTurn = new ArrayList<>(lines);
        if (lines.size() > 1 && script.has(Quirk.Pipelining.DROPS_BATCH)) {
            inTurn = inTurn.subList(0, 1);
            begun = new byte[0];
        }
        if (lines.size() > 1 && script.has(Quirk.Pipelining.OUT_OF_ORDER)) {
            Collections.reverse(inTurn);
        }
        boolean tooMany = lines.size() > 1 && script.has(Quirk.Pipelining.CLOSES);
        for (byte[] line : inTurn) {
            line(line);
            if (tooMany) {
                wire.end(End.FIN);
                throw new EndedException(End.FIN);
            }
            if (script.first(Quirk.NarrowPipe.class).isPresent()) {
                wire.flush();
            }
        }
    }

    private void line(byte[] line) throws IOException {
        String text = new String(line, StandardCharsets.ISO_8859_1);
        wire.record(Side.CLIENT, desk.waits() || credential(text), text);
        commands++;
        Optional<Quirk.CutAtCommand> cut =
                script.all(Quirk.CutAtCommand.class)
                        .filter(one -> one.nth() == commands)
                        .findFirst();
        if (cut.isPresent()) {
            wire.end(cut.get().how());
            throw new EndedException(cut.get().how());
        }
        if (desk.waits()) {
            desk.response(line);
        } else {
            command(CommandParser.parse(line));
        }
    }

    private static boolean credential(String line) {
        String upper = line.toUpperCase(Locale.ROOT);
        return upper.startsWith("PASS ")
                || upper.startsWith("APOP ")
                || upper.matches("AUTH +\\S+ +.*");
    }

    private void command(Command command) throws IOException {
        switch (command) {
            case Command.Quit _ -> quit();
            case Command.Capa _ when !script.lacks(Turn.CAPA) -> capa();
            case Command.Stls _
                    when isStls("STLS".getBytes(StandardCharsets.US_ASCII)) -> {} // see packet
            case Command.User user when visit.isEmpty() -> desk.user(user);
            case Command.Pass pass when visit.isEmpty() -> desk.pass(pass);
            case Command.Apop apop when visit.isEmpty() -> desk.apop(apop, greeting());
            case Command.Auth auth when visit.isEmpty() -> desk.auth(auth);
            case Command.Utf8 _ when visit.isEmpty() ->
                    mouth.say(Answer.line(Turn.UTF8, "+OK UTF-8 it is"));
            case Command.Lang _ -> mouth.say(Answer.line(Turn.LANG, "-ERR no other language"));
            case Command.AfterLogin after when visit.isPresent() -> visit.get().obey(after);
            case Command _ -> mouth.say(Answer.line(Turn.OTHER, "-ERR what?"));
        }
    }

    private String greeting() {
        return wire.transcript().server().getFirst();
    }

    private void loggedIn() {
        script.loggedIn(house.nextVisit());
        visit = Optional.of(new Visit(house, script, wire, mouth));
    }

    private void capa() throws IOException {
        Phase phase = Phase.IN_CLEAR;
        if (visit.isPresent()) {
            phase = Phase.LOGGED_IN;
        } else if (wire.secure()) {
            phase = Phase.UNDER_TLS;
        }
        var lines = new Listings(script, house).capabilities(phase);
        mouth.say(Answer.lines(Turn.CAPA, "+OK", Bodies.listing(lines, script)));
    }

    private void stls(byte[] arrived) throws IOException {
        byte[] injected =
                script.first(Quirk.Injects.class)
                        .map(quirk -> quirk.octets().getBytes(StandardCharsets.ISO_8859_1))
                        .orElse(new byte[0]);
        if (mouth.say(Answer.lines(Turn.STLS, "+OK begin", injected))) {
            wire.flush();
            mouth.stall(Turn.HANDSHAKE);
            wire.secure(house.identity(script).context(), arrived);
        } else if (arrived.length > 0) {
            packet(arrived);
        }
    }

    private void quit() throws IOException {
        if (visit.isPresent()) {
            visit.get().quit();
        } else {
            mouth.say(Answer.line(Turn.QUIT, "+OK bye"));
        }
        wire.end(End.FIN);
        throw new EndedException(End.FIN);
    }
}
