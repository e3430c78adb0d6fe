package dev.buzon.testing.pop3;

import dev.buzon.protocol.pop3.Command;
import dev.buzon.testing.pop3.Quirk.Quitting;
import dev.buzon.testing.wire.End;
import dev.buzon.testing.wire.EndedException;
import dev.buzon.testing.wire.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** One session that is logged in: its frozen list, its marks. */
final class Visit {
    private static final String NO_SUCH = "-ERR no such message";

    private final House house;
    private final Script script;
    private final Wire wire;
    private final Mouth mouth;
    private final Listings listings;
    private final List<HeldMessage> messages;
    private final Set<Integer> deleted = new HashSet<>();
    private final Set<Integer> read = new HashSet<>();

    Visit(House house, Script script, Wire wire, Mouth mouth) {
        this.house = house;
        this.script = script;
        this.wire = wire;
        this.mouth = mouth;
        this.listings = new Listings(script, house);
        this.messages = listings.session();
    }

    void obey(Command.AfterLogin command) throws IOException {
        switch (command) {
            case Command.Stat _ when !script.lacks(Turn.STAT) ->
                    mouth.say(Answer.line(Turn.STAT, "+OK " + listings.stat(live())));
            case Command.List(var number) when !script.lacks(Turn.LIST) -> list(Turn.LIST, number);
            case Command.Uidl(var number) when !script.lacks(Turn.UIDL) -> list(Turn.UIDL, number);
            case Command.Retr(var number) -> retr(number);
            case Command.Top(var number, var lines) when !script.lacks(Turn.TOP) ->
                    top(number, lines);
            case Command.Dele(var number) -> dele(number);
            case Command.Noop _ when !script.lacks(Turn.NOOP) ->
                    mouth.say(Answer.line(Turn.NOOP, "+OK"));
            case Command.Rset _ ->
                    mouth.say(
                            Answer.line(Turn.RSET, "+OK")
                                    .doing(() -> {
                                        deleted.clear();
                                        read.clear();
                                    }));
            case Command.AfterLogin _ -> mouth.say(Answer.line(Turn.OTHER, "-ERR what?"));
        }
    }

    private List<HeldMessage> live() {
        return messages.stream().filter(message -> !deleted.contains(message.id())).toList();
    }

    private Optional<HeldMessage> message(int number) {
        return number < 1 || number > messages.size()
                ? Optional.empty()
                : Optional.of(messages.get(number - 1))
                        .filter(message -> !deleted.contains(message.id()));
    }

    private void list(Turn turn, OptionalInt number) throws IOException {
        if (number.isPresent()) {
            int n = number.getAsInt();
            String line =
                    message(n)
                            .flatMap(message -> listings.line(turn, message, n))
                            .map(shown -> "+OK " + shown)
                            .orElse(NO_SUCH);
            mouth.say(Answer.line(turn, line));
            return;
        }
        List<String> lines = new ArrayList<>();
        for (int n = 1; n <= messages.size(); n++) {
            int place = n;
            message(n).flatMap(one -> listings.line(turn, one, place)).ifPresent(lines::add);
        }
        mouth.say(Answer.lines(turn, "+OK", Bodies.listing(lines, script)));
    }

    private void retr(int number) throws IOException {
        Optional<HeldMessage> message = message(number);
        if (message.isEmpty()) {
            mouth.say(Answer.line(Turn.RETR, NO_SUCH));
            return;
        }
        HeldMessage one = message.get();
        byte[] body = Bodies.message(one.octets(), script, one.id());
        if (mouth.say(Answer.lines(Turn.RETR, "+OK", body).about(one.id()))) {
            read.add(one.id());
            house.box().retrieved(one.id());
            house.gate().tell();
        }
    }

    private void top(int number, int lines) throws IOException {
        Optional<HeldMessage> message = message(number);
        if (message.isEmpty()) {
            mouth.say(Answer.line(Turn.TOP, NO_SUCH));
            return;
        }
        HeldMessage one = message.get();
        byte[] shown = Bodies.top(one.octets(), lines, script, one.id());
        byte[] body = Bodies.message(shown, script, one.id());
        if (script.has(Quirk.LyingTop.TWO_STATUS_LINES, one.id())) {
            body = Bodies.joined("+OK again\r\n".getBytes(StandardCharsets.US_ASCII), body);
        }
        mouth.say(Answer.lines(Turn.TOP, "+OK", body).about(one.id()));
    }

    private void dele(int number) throws IOException {
        Optional<HeldMessage> message = message(number);
        if (message.isEmpty()) {
            mouth.say(Answer.line(Turn.DELE, NO_SUCH));
            return;
        }
        int id = message.get().id();
        house.box().deleteAsked(id);
        mouth.say(Answer.line(Turn.DELE, "+OK").about(id).doing(() -> deleted.add(id)));
    }

    void quit() throws IOException {
        Optional<Quitting> fault = script.first(Quitting.class);
        if (fault.filter(Quitting.DROPPED::equals).isPresent()) {
            end();
        }
        boolean refused = fault.filter(Quitting.REFUSED::equals).isPresent();
        boolean ignored = fault.filter(Quitting.IGNORES_DELETES::equals).isPresent();
        Answer yes = Answer.line(Turn.QUIT, "+OK bye").doing(ignored ? () -> {} : this::commit);
        if (fault.filter(Quitting.ANSWER_LOST::equals).isPresent()) {
            commit();
            end();
        }
        mouth.say(refused ? yes.refused("-ERR some messages were not removed") : yes);
    }

    private void end() throws IOException {
        wire.end(End.FIN);
        throw new EndedException(End.FIN);
    }

    private void commit() {
        Set<Integer> gone = new HashSet<>(deleted);
        if (script.has(Quitting.DELETES_WHAT_WAS_READ)) {
            gone.addAll(read);
        }
        house.box().remove(gone);
        if (script.first(Quirk.Window.class).isPresent()) {
            house.box().hide(read);
        }
        house.gate().tell();
    }
}
