package dev.buzon.message;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Writes one header field in ASCII, folded at blanks to lines of 76 characters where it can be. */
public final class FieldWriter {
    /** No word that is written as it is may be longer: lines end at 998 (RFC 5322 §2.1.1). */
    static final int WORD_MAX = 900;

    /** No name that is written may be longer. */
    static final int NAME_MAX = 76;

    private static final int LINE = 76; // RFC 2047 §2: lines with encoded words
    private static final int PLAIN_MAX = 200;
    private static final int BLANKS_MAX = 16;

    /** A word of the text and the blanks before it. */
    private record Word(String blanks, String text) {
        boolean isEncoded() {
            return isEncodedWord(text);
        }
    }

    private final StringBuilder out = new StringBuilder();
    private int column;

    /** The field of this name, with nothing in it yet. */
    public FieldWriter(String name) {
        append(name + ":");
    }

    /** Writes a word as it is, behind these blanks or a fold. */
    public void word(String blanks, String word) {
        if (!blanks.isEmpty() && column + blanks.length() + word.length() > LINE && column > 1) {
            fold();
        }
        append(blanks + word);
    }

    /** Writes well-formed text where any word may be encoded (RFC 2047 §5 (1)). */
    public void unstructured(String text) {
        text(text, true, FieldWriter::isVisible);
    }

    /** Writes text where any word may be encoded (RFC 2047 §5 (1)). */
    void unstructured(FieldText text) {
        text(text.text(), text.utf8(), FieldWriter::isVisible);
    }

    /** Writes a display name (RFC 2047 §5 (3)). */
    public void phrase(String text, boolean utf8) {
        text(text, utf8, FieldWriter::isAtom);
    }

    /** The field, with its last CRLF. */
    public String finish() {
        return out.append("\r\n").toString();
    }

    private void text(String text, boolean utf8, Predicate<String> plain) {
        List<Word> words = words(text);
        int at = 0;
        while (at < words.size()) {
            Word first = words.get(at);
            if (plain.test(first.text())) {
                word(first.blanks(), first.text());
                at++;
                continue;
            }
            StringBuilder run = new StringBuilder();
            // Blanks between encoded words are not shown: those that count go inside.
            run.append(at > 0 && words.get(at - 1).isEncoded() ? first.blanks() : "");
            run.append(first.text());
            at++;
            while (at < words.size() && !plain.test(words.get(at).text())) {
                run.append(words.get(at).blanks()).append(words.get(at).text());
                at++;
            }
            run.append(
                    at < words.size() && words.get(at).isEncoded() ? words.get(at).blanks() : "");
            encoded(first.blanks(), run.toString(), utf8);
        }
    }

    private void encoded(String blanks, String text, boolean utf8) {
        EncodedWords words = new EncodedWords(text, utf8);
        String before = blanks;
        while (words.hasNext()) {
            if (LINE - column - before.length() < EncodedWords.WORD_MIN) {
                fold();
            }
            append(before);
            append(words.next(LINE - column));
            before = " "; // not shown between encoded words
        }
    }

    private void fold() {
        out.append("\r\n");
        column = 0;
    }

    private void append(String text) {
        out.append(text);
        column += text.length();
    }

    private static List<Word> words(String text) {
        List<Word> words = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int start = at;
            while (at < text.length() && FieldText.isBlank(text.charAt(at))) {
                at++;
            }
            int wordStart = at;
            while (at < text.length() && !FieldText.isBlank(text.charAt(at))) {
                at++;
            }
            if (at > wordStart) {
                boolean asIs = start > 0 && wordStart - start <= BLANKS_MAX && wordStart > start;
                String blanks = asIs ? text.substring(start, wordStart) : " ";
                words.add(new Word(blanks, text.substring(wordStart, at)));
            }
        }
        return words;
    }

    private static boolean isVisible(String word) {
        return word.length() <= PLAIN_MAX
                && word.chars().allMatch(c -> c > ' ' && c < 0x7f)
                && (!word.contains("=?") || isEncodedWord(word)); // else decoders are misled
    }

    private static boolean isEncodedWord(String word) {
        return word.startsWith("=?")
                && word.endsWith("?=")
                && word.chars().filter(c -> c == '?').count() == 4;
    }

    private static boolean isAtom(String word) { // RFC 5322 §3.2.3
        return isVisible(word) && word.chars().noneMatch(c -> "()<>@,;:\\\".[]".indexOf(c) >= 0);
    }
}
