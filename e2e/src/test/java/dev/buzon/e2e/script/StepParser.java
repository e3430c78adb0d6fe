package dev.buzon.e2e.script;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads the part of a script below its header. */
final class StepParser {
    /** The most steps of one script. */
    static final int STEPS_MAX = 2000;

    /** The most connections of one script. */
    static final int CONNECTIONS_MAX = 9;

    private static final Pattern LINE = Pattern.compile("(C|S|>>)([1-9]?)([:!~+-]?)(?: (.*))?");
    private static final Pattern TIME = Pattern.compile("\\+([0-9]{1,6})(s|m|h|d)");
    private static final Map<String, String> PASSWORDS =
            Map.of("ana", "secreto", "luis", "otra clave", "user", "pencil");

    private final String file;
    private final Door door;
    private final List<Step> steps = new ArrayList<>();
    private final Set<Integer> open = new HashSet<>();
    private final Set<Integer> greeted = new HashSet<>();
    private int number;

    StepParser(String file, Door door) {
        this.file = file;
        this.door = door;
    }

    /** The steps in the lines from this index on. */
    List<Step> parse(List<String> lines, int from) {
        for (var index = from; index < lines.size(); index++) {
            number = index + 1;
            var line = lines.get(index);
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            step(line);
            if (steps.size() > STEPS_MAX) {
                throw wrong("more than " + STEPS_MAX + " steps");
            }
        }
        if (steps.isEmpty()) {
            throw wrong("a script without steps");
        }
        return steps;
    }

    private void step(String line) {
        var matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw wrong("not a step: " + line);
        }
        var digit = matcher.group(2);
        var connection = digit.isEmpty() ? 1 : Integer.parseInt(digit);
        var text = Optional.ofNullable(matcher.group(4)).orElse("");
        var kind = matcher.group(1) + matcher.group(3);
        if (!kind.equals("C!") && text.endsWith(" ")) {
            throw wrong("a blank at the end that nobody can see");
        }
        switch (kind) {
            case "C:" -> send(connection, OctetString.of(text) + "\r\n");
            case "C!" -> send(connection, raw(text));
            case "S:" -> expect(connection, text);
            case "S!" -> steps.add(new Step.ExpectOctets(number, touch(connection), raw(text)));
            case "S~" -> line(connection, expression(text));
            case "S+" -> list(connection, literal(text), true);
            case "S-" -> list(connection, literal(text), false);
            case ">>" -> command(connection, text);
            default -> throw wrong("not a step: " + line);
        }
    }

    private void send(int connection, String octets) {
        steps.add(new Step.Send(number, touch(connection), octets));
    }

    private void line(int connection, LinePattern pattern) {
        steps.add(new Step.ExpectLine(number, touch(connection), pattern));
    }

    private void expect(int connection, String text) {
        if (text.equals("(close)")) {
            steps.add(new Step.ExpectClose(number, touch(connection)));
        } else if (text.equals("(cut)")) {
            steps.add(new Step.ExpectCut(number, touch(connection)));
        } else if (text.equals("(gone)")) {
            steps.add(new Step.ExpectGone(number, touch(connection)));
        } else if (text.startsWith("(until ") && text.endsWith(")")) {
            var last = OctetString.of(text.substring("(until ".length(), text.length() - 1));
            steps.add(new Step.ExpectUntil(number, touch(connection), last));
        } else if (text.equals("(rest)") || text.equals("(reply)")) {
            steps.add(new Step.ExpectList(number, touch(connection), List.of(), List.of()));
        } else if (text.startsWith("(mail ") && text.endsWith(")")) {
            var name = text.substring("(mail ".length(), text.length() - 1);
            var mail = oneOf("message", name, Mail.values(), Mail::name);
            steps.add(new Step.ExpectMail(number, touch(connection), mail));
        } else {
            line(connection, literal(text));
        }
    }

    /** Lines with plus and minus that follow each other make one list. */
    private void list(int connection, LinePattern pattern, boolean wanted) {
        var has = new ArrayList<LinePattern>();
        var lacks = new ArrayList<LinePattern>();
        if (!steps.isEmpty()
                && steps.getLast() instanceof Step.ExpectList(var at, var on, var h, var l)
                && on == connection
                && !(h.isEmpty() && l.isEmpty())
                && at + h.size() + l.size() == number) {
            has.addAll(h);
            lacks.addAll(l);
            steps.removeLast();
        }
        (wanted ? has : lacks).add(pattern);
        var first = number - has.size() - lacks.size() + 1;
        steps.add(new Step.ExpectList(first, touch(connection), has, lacks));
    }

    private void command(int connection, String text) {
        var words = text.split(" ", -1);
        switch (words[0]) {
            case "open" -> open(connection, door(argument(words)));
            case "tls" -> steps.add(new Step.Tls(number, touch(connection)));
            case "cut" -> steps.add(new Step.Cut(number, touch(connection)));
            case "reset" -> steps.add(new Step.Reset(number, touch(connection)));
            case "clock" -> steps.add(new Step.Advance(number, time(argument(words))));
            case "fault" ->
                    steps.add(
                            new Step.Break(
                                    number,
                                    oneOf("fault", argument(words), Fault.values(), Fault::word)));
            case "deliver" -> {
                if (words.length != 4 || !words[2].equals("to")) {
                    throw wrong("a delivery looks like: deliver F1 to ana");
                }
                var mail = oneOf("message", words[1], Mail.values(), Mail::name);
                password(words[3]);
                steps.add(new Step.Deliver(number, mail, words[3]));
            }
            case "login" -> login(connection, argument(words));
            case "ehlo" -> greet(connection, "EHLO");
            case "lhlo" -> greet(connection, "LHLO");
            case "auth" -> auth(connection, argument(words));
            default -> throw wrong("unknown: >> " + text);
        }
    }

    /** The greeting, if no step of this connection has met it yet. */
    private void greeting(int connection, String pattern) {
        if (!greeted.contains(connection)) {
            line(connection, literal(pattern));
        }
    }

    private void login(int connection, String user) {
        var password = password(user);
        greeting(connection, "+OK*");
        send(connection, "USER " + user + "\r\n");
        line(connection, literal("+OK*"));
        send(connection, "PASS " + password + "\r\n");
        line(connection, literal("+OK*"));
    }

    private void greet(int connection, String verb) {
        greeting(connection, "220 *");
        send(connection, verb + " client.example.test\r\n");
        steps.add(new Step.ExpectList(number, connection, List.of(literal("250*")), List.of()));
    }

    private void auth(int connection, String user) {
        var message = OctetString.octets("\0" + user + "\0" + password(user));
        var encoded = Base64.getEncoder().encodeToString(message);
        send(connection, "AUTH PLAIN " + encoded + "\r\n");
        line(connection, literal("235 2.7.0 *"));
    }

    private void open(int connection, Door through) {
        if (!open.add(connection)) {
            throw wrong("connection " + connection + " is open already");
        }
        if (connection > CONNECTIONS_MAX) {
            throw wrong("more than " + CONNECTIONS_MAX + " connections");
        }
        steps.add(new Step.Open(number, connection, through));
    }

    /** The connection, opened through the script's own door if it was not yet. */
    private int touch(int connection) {
        if (!open.contains(connection)) {
            open(connection, door);
        }
        greeted.add(connection);
        return connection;
    }

    private Door door(String word) {
        return oneOf("door", word, Door.values(), d -> d.name().toLowerCase(java.util.Locale.ROOT));
    }

    private String argument(String[] words) {
        if (words.length != 2) {
            throw wrong(">> " + words[0] + " takes one word");
        }
        return words[1];
    }

    private String password(String user) {
        return Optional.ofNullable(PASSWORDS.get(user))
                .orElseThrow(() -> wrong("nobody is called " + user));
    }

    private Duration time(String text) {
        var matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            throw wrong("a time looks like +90s, +11m, +3h or +7d");
        }
        var count = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }

    private String raw(String text) {
        try {
            return OctetString.unescape(text);
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private LinePattern expression(String text) {
        try {
            var pattern = Pattern.compile(OctetString.of(text));
            return new LinePattern(text, List.of(new LinePattern.Piece.Expression(pattern)));
        } catch (PatternSyntaxException e) {
            throw wrong("not a regular expression: " + e.getDescription());
        }
    }

    private LinePattern literal(String text) {
        var pieces = new ArrayList<LinePattern.Piece>();
        var open = text.endsWith("*") && !text.endsWith("\\*");
        var rest = open ? text.substring(0, text.length() - 1) : text;
        if (rest.matches(".*(?<!\\\\)\\*(?!\\}).*")) {
            throw wrong("a star stands at the end; in the middle it is … or \\*");
        }
        var matcher = Pattern.compile("…|\\{([a-z][a-z0-9]*)(\\*?)\\}|\\\\([*{])").matcher(rest);
        var at = 0;
        while (matcher.find()) {
            text(pieces, rest.substring(at, matcher.start()));
            var name = Optional.ofNullable(matcher.group(1));
            var escaped = Optional.ofNullable(matcher.group(3));
            if (name.isPresent()) {
                pieces.add(new LinePattern.Piece.Word(name.get(), !matcher.group(2).isEmpty()));
            } else if (escaped.isPresent()) {
                text(pieces, escaped.get());
            } else {
                pieces.add(new LinePattern.Piece.Anything());
            }
            at = matcher.end();
        }
        text(pieces, rest.substring(at));
        if (open) {
            pieces.add(new LinePattern.Piece.Anything());
        }
        return new LinePattern(text, pieces);
    }

    private static void text(List<LinePattern.Piece> pieces, String text) {
        if (!text.isEmpty()) {
            pieces.add(new LinePattern.Piece.Text(OctetString.of(text)));
        }
    }

    private <T> T oneOf(String what, String word, T[] values, Function<T, String> words) {
        for (var value : values) {
            if (words.apply(value).equals(word)) {
                return value;
            }
        }
        throw wrong("unknown " + what + " " + word);
    }

    private ScriptException wrong(String what) {
        return new ScriptException(file, number, what);
    }
}
