package dev.buzon.e2e.script;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a line of the server has to look like. It either is a literal, in which {@code …} and a last
 * {@code *} stand for any octets, {@code {name}} for a word and {@code {name*}} for any octets that
 * are the same wherever the name stands, or a regular expression for the whole line.
 *
 * @param shown how the script wrote it
 */
public record LinePattern(String shown, List<Piece> pieces) {
    /** A part of a pattern. */
    public sealed interface Piece {
        /** Octets as they are. */
        record Text(String octets) implements Piece {}

        /** Any octets. */
        record Anything() implements Piece {}

        /** A word without blanks, or any octets, that gets a name. */
        record Word(String name, boolean blanks) implements Piece {}

        /** A regular expression. */
        record Expression(Pattern pattern) implements Piece {}
    }

    /** A copy with fixed pieces. */
    public LinePattern {
        pieces = List.copyOf(pieces);
    }

    /**
     * What this line adds to the captured words, or nothing when it does not fit.
     *
     * @param line an octet string without its line end
     */
    public Optional<Map<String, String>> match(String line, Map<String, String> captured) {
        var expression = new StringBuilder();
        var fresh = new java.util.ArrayList<String>();
        for (var piece : pieces) {
            switch (piece) {
                case Piece.Text(var octets) -> expression.append(Pattern.quote(octets));
                case Piece.Anything() -> expression.append("(?s:.*)");
                case Piece.Expression(var pattern) ->
                        expression.append("(?:").append(pattern.pattern()).append(')');
                case Piece.Word(var name, var _) when captured.containsKey(name) ->
                        expression.append(Pattern.quote(captured.getOrDefault(name, "")));
                case Piece.Word(var name, var _) when fresh.contains(name) ->
                        expression.append("\\k<").append(name).append('>');
                case Piece.Word(var name, var blanks) -> {
                    fresh.add(name);
                    expression.append("(?<").append(name).append(blanks ? ">.*)" : ">[^ ]+)");
                }
            }
        }
        var matcher = Pattern.compile(expression.toString()).matcher(line);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var added = new java.util.HashMap<String, String>();
        fresh.forEach(name -> added.put(name, matcher.group(name)));
        return Optional.of(added);
    }
}
