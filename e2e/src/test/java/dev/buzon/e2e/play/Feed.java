package dev.buzon.e2e.play;

import dev.buzon.e2e.script.Door;
import dev.buzon.e2e.script.Script;
import dev.buzon.e2e.script.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How the client's octets reach the server.
 *
 * @param gathered whether everything up to the next thing that has to be waited for goes out at
 *     once, so that one command has the next ones behind it
 * @param piece into pieces of how many octets it is cut
 */
public record Feed(boolean gathered, int piece) {
    /** Each line of the script by itself, uncut. */
    public static final Feed WHOLE = new Feed(false, Integer.MAX_VALUE);

    /** After these an SMTP client has to wait, RFC 2920 §3.1. */
    private static final Pattern SMTP_WAITS =
            Pattern.compile("(?is)(EHLO|HELO|LHLO|DATA|AUTH|STARTTLS|QUIT|VRFY|EXPN|NOOP)\\b.*");

    /** These octets in the pieces in which they are sent. */
    List<String> cut(String octets) {
        var pieces = new ArrayList<String>();
        for (var at = 0; at < octets.length(); ) {
            var end = (int) Math.min((long) at + piece, octets.length());
            pieces.add(octets.substring(at, end));
            at = end;
        }
        return pieces;
    }

    /** The steps in the order in which they are played. */
    List<Step> order(Script script) {
        if (!gathered) {
            return script.steps();
        }
        var order = new ArrayList<Step>();
        var index = 0;
        while (index < script.steps().size()) {
            var step = script.steps().get(index);
            if (step instanceof Step.Send first) {
                var end = groupEnd(script, index);
                order.add(together(script.steps().subList(index, end), first));
                script.steps().subList(index, end).stream()
                        .filter(s -> !(s instanceof Step.Send))
                        .forEach(order::add);
                index = end;
            } else {
                order.add(step);
                index++;
            }
        }
        return order;
    }

    private static Step.Send together(List<Step> group, Step.Send first) {
        var octets = new StringBuilder();
        for (var step : group) {
            if (step instanceof Step.Send send) {
                octets.append(send.octets());
            }
        }
        return new Step.Send(first.line(), first.connection(), octets.toString());
    }

    /** The index after the last step of the group that begins here. */
    private static int groupEnd(Script script, int from) {
        var connection = ((Step.Send) script.steps().get(from)).connection();
        var smtp = script.profile().door().speech() == Door.Speech.SMTP;
        var waiting = false;
        for (var index = from; index < script.steps().size(); index++) {
            var joins =
                    switch (script.steps().get(index)) {
                        case Step.Send send -> {
                            var ends = smtp && SMTP_WAITS.matcher(send.octets()).matches();
                            var allowed = !waiting && send.connection() == connection;
                            waiting = waiting || ends;
                            yield allowed;
                        }
                        case Step.ExpectLine expect -> expect.connection() == connection;
                        case Step.ExpectOctets expect -> expect.connection() == connection;
                        case Step.ExpectList expect -> expect.connection() == connection;
                        case Step.ExpectUntil expect -> expect.connection() == connection;
                        case Step.ExpectMail expect -> expect.connection() == connection;
                        case Step.ExpectClose _,
                                Step.ExpectGone _,
                                Step.ExpectCut _,
                                Step.Open _,
                                Step.Tls _,
                                Step.Cut _,
                                Step.Reset _,
                                Step.Deliver _,
                                Step.Advance _,
                                Step.Break _ ->
                                false;
                    };
            if (!joins) {
                return index;
            }
        }
        return script.steps().size();
    }
}
