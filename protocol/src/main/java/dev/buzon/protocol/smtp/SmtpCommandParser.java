package dev.buzon.protocol.smtp;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.buzon.protocol.Secret;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Turns a command line into a command (RFC 5321 §4.1). Never throws, whatever the line holds. */
public final class SmtpCommandParser {
    /** First words of HTTP requests and header fields that browsers can be made to send. */
    private static final Set<String> FOREIGN =
            Set.of(
                    "GET", "POST", "PUT", "HEAD", "OPTIONS", "DELETE", "PATCH", "TRACE", "CONNECT",
                    "HOST:", "PRI");

    private SmtpCommandParser() {}

    /** The command on this line, which comes without its CRLF. */
    public static SmtpCommand parse(String line) {
        String text = withoutTrailingBlanks(line); // RFC 5321 §4.1.1
        int space = text.indexOf(' ');
        String first = space < 0 ? text : text.substring(0, space);
        // Some letters outside ASCII have their capitals in it: DATA is written in one way only.
        String verb = Characters.isAscii(first) ? first.toUpperCase(Locale.ROOT) : first;
        if (FOREIGN.contains(verb)) {
            return new SmtpCommand.Foreign();
        }
        if (Characters.hasControl(text)) {
            return verb.equals("BDAT")
                    ? new SmtpCommand.MalformedBdat()
                    : new SmtpCommand.Malformed(SmtpReplies.GARBLED);
        }
        try {
            return parse(verb, space < 0 ? "" : text.substring(space + 1));
        } catch (Refused refused) {
            return new SmtpCommand.Malformed(refused.reply());
        }
    }

    private static SmtpCommand parse(String verb, String argument) throws Refused {
        return switch (verb) {
            case "EHLO" -> new SmtpCommand.Ehlo(name(argument));
            case "HELO" -> new SmtpCommand.Helo(name(argument));
            case "LHLO" -> new SmtpCommand.Lhlo(name(argument));
            case "MAIL" -> mail(argument);
            case "RCPT" -> rcpt(argument);
            case "BDAT" -> bdat(argument);
            case "AUTH" -> auth(argument);
            case "DATA" -> plain(argument, new SmtpCommand.Data());
            case "RSET" -> plain(argument, new SmtpCommand.Rset());
            case "QUIT" -> plain(argument, new SmtpCommand.Quit());
            case "STARTTLS" -> plain(argument, new SmtpCommand.StartTls());
            case "NOOP" -> new SmtpCommand.Noop(); // these four may have any argument
            case "HELP" -> new SmtpCommand.Help();
            case "VRFY" -> new SmtpCommand.Vrfy();
            case "EXPN" -> new SmtpCommand.Expn();
            default -> new SmtpCommand.Unknown();
        };
    }

    private static SmtpCommand plain(String argument, SmtpCommand command) throws Refused {
        if (!argument.isEmpty()) {
            throw new Refused(SmtpReplies.NO_ARGUMENT);
        }
        return command;
    }

    private static String name(String argument) throws Refused {
        String name = argument.strip();
        if (!SmtpCommand.isName(name)) {
            throw new Refused(SmtpReplies.NAME_NEEDED);
        }
        return name;
    }

    private static SmtpCommand mail(String argument) throws Refused {
        String rest = afterKeyword("FROM:", argument, SmtpReplies.MAIL_SYNTAX);
        int end = PathParser.end(rest, SmtpReplies.MAIL_SYNTAX, SmtpReplies.BAD_SENDER);
        ReversePath from = PathParser.reverse(rest.substring(0, end));
        return new SmtpCommand.Mail(from, ParameterParser.mail(rest.substring(end)));
    }

    private static SmtpCommand rcpt(String argument) throws Refused {
        String rest = afterKeyword("TO:", argument, SmtpReplies.RCPT_SYNTAX);
        int end = PathParser.end(rest, SmtpReplies.RCPT_SYNTAX, SmtpReplies.BAD_RECIPIENT);
        ForwardPath to = PathParser.forward(rest.substring(0, end));
        return new SmtpCommand.Rcpt(to, ParameterParser.rcpt(rest.substring(end)));
    }

    /** Blanks behind the colon are an error that clients make often; they are passed over. */
    private static String afterKeyword(String keyword, String argument, SmtpReply fault)
            throws Refused {
        if (!argument.regionMatches(true, 0, keyword, 0, keyword.length())) {
            throw new Refused(fault);
        }
        return argument.substring(keyword.length()).stripLeading();
    }

    /** RFC 3030 §2: at most 19 digits fit; anything else loses track of the stream. */
    private static SmtpCommand bdat(String argument) {
        String[] words = argument.split(" ", -1);
        boolean last = words.length == 2 && words[1].equalsIgnoreCase("LAST");
        if (words.length > (last ? 2 : 1) || words[0].length() > 18 || !isNumber(words[0])) {
            return new SmtpCommand.MalformedBdat();
        }
        return new SmtpCommand.Bdat(Long.parseLong(words[0]), last);
    }

    static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(Characters::isDigit);
    }

    private static SmtpCommand auth(String argument) throws Refused {
        String[] words = argument.split(" ", -1);
        String mechanism = words[0].toUpperCase(Locale.ROOT);
        if (words.length > 2 || !SmtpCommand.Auth.isMechanism(mechanism)) {
            throw new Refused(SmtpReplies.AUTH_SYNTAX);
        }
        if (words.length == 1) {
            return new SmtpCommand.Auth(mechanism, Optional.empty());
        }
        Optional<Secret> initial = words[1].equals("=") ? base64("") : base64(words[1]);
        if (initial.isEmpty() || words[1].isEmpty()) {
            throw new Refused(SmtpReplies.BAD_BASE64);
        }
        return new SmtpCommand.Auth(mechanism, initial);
    }

    /** The octets of canonical Base64, padding included; empty for anything else. */
    static Optional<Secret> base64(String text) {
        byte[] encoded = text.getBytes(UTF_8);
        try {
            byte[] octets = Base64.getDecoder().decode(encoded);
            boolean canonical = Arrays.equals(Base64.getEncoder().encode(octets), encoded);
            return canonical ? Optional.of(Secret.of(octets)) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static String withoutTrailingBlanks(String line) {
        int end = line.length();
        while (end > 0 && (line.charAt(end - 1) == ' ' || line.charAt(end - 1) == '\t')) {
            end--;
        }
        return line.substring(0, end);
    }
}
