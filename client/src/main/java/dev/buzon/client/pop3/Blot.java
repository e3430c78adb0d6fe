package dev.buzon.client.pop3;

import dev.buzon.protocol.pop3.Command;
import dev.buzon.protocol.pop3.CommandPrinter;
import java.nio.charset.StandardCharsets;

/** Commands as a log may hold them: what is secret, or proves a secret, is three stars. */
final class Blot {
    private Blot() {}

    /** The line of a command without its line end. */
    static String command(Command command) {
        return switch (command) {
            case Command.Pass _ -> "PASS ***";
            case Command.Apop(var name, _) -> "APOP " + name + " ***";
            case Command.Auth(var mechanism, var initial) ->
                    "AUTH " + mechanism + (initial.isPresent() ? " ***" : "");
            case Command.User _,
                    Command.AuthList _,
                    Command.Stls _,
                    Command.Utf8 _,
                    Command.Capa _,
                    Command.Lang _,
                    Command.Quit _,
                    Command.Stat _,
                    Command.List _,
                    Command.Retr _,
                    Command.Dele _,
                    Command.Noop _,
                    Command.Rset _,
                    Command.Top _,
                    Command.Uidl _,
                    Command.Malformed _ ->
                    new String(CommandPrinter.print(command), StandardCharsets.UTF_8).strip();
        };
    }
}
