package dev.buzon.testing.pop3;

import dev.buzon.testing.wire.End;
import dev.buzon.testing.wire.EndedException;
import dev.buzon.testing.wire.Wire;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Says the answers of one connection, or what the script wants said instead. */
final class Mouth {
    private final House house;
    private final Script script;
    private final Wire wire;
    private final Map<Turn, Integer> said = new EnumMap<>(Turn.class);
    private final Map<Turn, Integer> granted = new EnumMap<>(Turn.class);

    Mouth(House house, Script script, Wire wire) {
        this.house = house;
        this.script = script;
        this.wire = wire;
    }

    /**
     * Says an answer.
     *
     * @return whether the command was granted
     */
    boolean say(Answer proper) throws IOException {
        int nth = said.merge(proper.turn(), 1, Integer::sum);
        Answer answer = asScripted(proper);
        endless(answer);
        if (answer.rest().length == 0) {
            stall(answer.turn(), answer.message());
        }
        if (answer.yes()) {
            answer.effect().run();
        }
        byte[] octets = octets(answer);
        cut(answer, nth, octets);
        if (answer.rest().length > 0 && stalls(answer.turn(), answer.message())) {
            int half = octets.length - answer.rest().length / 2;
            wire.say(answer.line() + " [stalls]", Bodies.part(octets, 0, half));
            stall(answer.turn(), answer.message());
            wire.sayOnly(Bodies.part(octets, half, octets.length));
        } else {
            wire.say(recorded(answer), octets);
        }
        return answer.yes();
    }

    /** Says nothing until somebody lets the server go on, if the script wants that here. */
    void stall(Turn turn) throws IOException {
        stall(turn, Quirk.ANY);
    }

    private void stall(Turn turn, int message) throws IOException {
        if (stalls(turn, message)) {
            wire.flush();
            try {
                if (!house.gate().pass(Wire.PATIENCE)) {
                    throw new EndedException(End.FIN);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException();
            }
        }
    }

    private boolean stalls(Turn turn, int message) {
        return script.has(new Quirk.Stall(turn), message);
    }

    private Answer asScripted(Answer proper) {
        if (!proper.yes()) {
            return proper;
        }
        Optional<String> refusal = refusal(proper);
        if (refusal.isPresent()) {
            return proper.refused(refusal.get());
        }
        Optional<String> other =
                script.all(Quirk.Says.class, proper.message())
                        .filter(says -> says.turn() == proper.turn())
                        .map(Quirk.Says::line)
                        .findFirst();
        if (other.isEmpty()) {
            return proper;
        }
        Answer saying = proper.saying(other.get());
        return saying.yes() ? saying : proper.refused(other.get());
    }

    private Optional<String> refusal(Answer proper) {
        Optional<String> refused =
                script.all(Quirk.Refuses.class, proper.message())
                        .filter(no -> no.turn() == proper.turn())
                        .filter(no -> no.message() == Quirk.ANY || no.message() == proper.message())
                        .filter(house::refusesAgain)
                        .map(Quirk.Refuses::line)
                        .findFirst();
        if (refused.isPresent()) {
            return refused;
        }
        int nth = granted.merge(proper.turn(), 1, Integer::sum);
        return script.all(Quirk.RefusesAfter.class)
                .filter(no -> no.turn() == proper.turn() && nth > no.granted())
                .map(Quirk.RefusesAfter::line)
                .findFirst();
    }

    private void endless(Answer answer) throws IOException {
        Optional<Quirk.Endless> flood =
                script.all(Quirk.Endless.class, answer.message())
                        .filter(one -> one.turn() == answer.turn())
                        .findFirst();
        if (flood.isPresent() && answer.yes()) {
            new FloodGate(wire).open(flood.get(), answer.line());
        }
    }

    private void cut(Answer answer, int nth, byte[] octets) throws IOException {
        Optional<Quirk.CutInAnswer> cut =
                script.all(Quirk.CutInAnswer.class, answer.message())
                        .filter(one -> one.turn() == answer.turn() && one.nth() == nth)
                        .findFirst();
        if (cut.isPresent()) {
            int octetsSaid = (int) Math.min(cut.get().octets(), octets.length);
            wire.say(answer.line() + " [cut]", Bodies.part(octets, 0, octetsSaid));
            wire.end(cut.get().how());
            throw new EndedException(cut.get().how());
        }
    }

    private byte[] octets(Answer answer) {
        String line = answer.line() + "\r\n";
        byte[] all = Bodies.joined(line.getBytes(StandardCharsets.ISO_8859_1), answer.rest());
        return script.has(Quirk.Framing.LF_ONLY, answer.message()) ? Bodies.withoutCr(all) : all;
    }

    private static String recorded(Answer answer) {
        int octets = answer.rest().length;
        return octets == 0 ? answer.line() : answer.line() + " [and " + octets + " octets]";
    }
}
