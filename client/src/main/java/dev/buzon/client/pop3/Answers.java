package dev.buzon.client.pop3;

import dev.buzon.client.net.Printable;
import dev.buzon.protocol.pop3.Code;
import dev.buzon.protocol.pop3.StatusLine;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How a server answered to a command for each of many messages.
 *
 * @param done those it was carried out for, in the order of the answers
 * @param refused those it was refused for
 * @param notAsked those for which the command was not sent any more, because several refusals came
 *     in a row, or not sent again after a pipeline that broke with QUIT in it
 */
public record Answers(List<Listed> done, List<Refusal> refused, List<Listed> notAsked) {
    /** Keeps copies. */
    public Answers {
        done = List.copyOf(done);
        refused = List.copyOf(refused);
        notAsked = List.copyOf(notAsked);
    }

    /** Whether it was carried out for all. */
    public boolean complete() {
        return refused.isEmpty() && notAsked.isEmpty();
    }

    /** How many of the last of these, in the order of the commands, were refused in a row. */
    public int refusedAtTheEnd(List<Listed> asked) {
        Set<Listed> no = refused.stream().map(Refusal::message).collect(Collectors.toSet());
        int last = asked.size();
        while (last > 0 && no.contains(asked.get(last - 1))) {
            last--;
        }
        return asked.size() - last;
    }

    /** A message for which the server said {@code -ERR}. */
    public record Refusal(Listed message, StatusLine answer) {
        /** The server's words, printable. */
        public String text() {
            return Printable.text(answer.text());
        }

        /** The known response code among them. */
        public Optional<Code> code() {
            return answer.knownCode();
        }
    }
}
