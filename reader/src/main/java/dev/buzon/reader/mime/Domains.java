package dev.buzon.reader.mime;

import java.lang.Character.UnicodeScript;
import java.net.IDN;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Domain names that are written so that they are taken for others: scripts mixed within a label, or
 * letters of another script that all look Latin. A small part of UTS #39: what is left out is shown
 * as it is, as browsers do.
 */
public final class Domains {
    /** Longer names are none (RFC 1035 §2.3.4). */
    private static final int LENGTH_MAX = 255;

    /** Cyrillic, Greek and Armenian letters that look like Latin ones. */
    private static final String LIKE_LATIN =
            "асԁеһіјӏорԛѕԝхуүҽъьвкмнтгпзбѵѡɡ" + "αικνορτυχωγηβεζμѕϲϳ" + "օսոհցքզյոա" + "ﬁ";

    private static final Set<UnicodeScript> EAST_ASIAN =
            EnumSet.of(
                    UnicodeScript.HAN,
                    UnicodeScript.HIRAGANA,
                    UnicodeScript.KATAKANA,
                    UnicodeScript.HANGUL,
                    UnicodeScript.BOPOMOFO,
                    UnicodeScript.LATIN);

    private Domains() {}

    /** The ASCII form of a domain that looks like another one; empty when it does not. */
    public static Optional<String> lookalike(String domain) {
        if (domain.length() > LENGTH_MAX || isPlainAscii(domain)) {
            return Optional.empty();
        }
        String unicode = IDN.toUnicode(domain, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        for (String label : unicode.split("\\.", -1)) {
            if (deceives(label)) {
                return Optional.of(ascii(domain));
            }
        }
        return Optional.empty();
    }

    private static boolean isPlainAscii(String domain) {
        return domain.chars().allMatch(c -> c < 0x80)
                && !domain.toLowerCase(Locale.ROOT).contains("xn--");
    }

    /** The form that resolvers take; characters that have none become their code points. */
    public static String ascii(String domain) {
        try {
            return IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException none) {
            StringBuilder ascii = new StringBuilder();
            domain.codePoints()
                    .limit(LENGTH_MAX)
                    .forEach(c ->
                            ascii.append(
                                    c < 0x80 ? "" + (char) c : "{" + Integer.toHexString(c) + "}"));
            return ascii.toString();
        }
    }

    private static boolean deceives(String label) {
        Set<UnicodeScript> scripts = EnumSet.noneOf(UnicodeScript.class);
        boolean odd = label.startsWith("xn--"); // what cannot be decoded
        boolean allLikeLatin = true;
        for (int c : label.codePoints().toArray()) {
            if (c < 0x80 && !Character.isLetter(c)) {
                continue;
            }
            UnicodeScript script = UnicodeScript.of(c);
            odd |= !Character.isLetterOrDigit(c) || isOddLatin(c);
            if (script != UnicodeScript.COMMON && script != UnicodeScript.INHERITED) {
                scripts.add(script);
            }
            allLikeLatin &= c < 0x80 || LIKE_LATIN.indexOf(c) >= 0;
        }
        boolean ascii = label.chars().allMatch(c -> c < 0x80);
        boolean mixed = scripts.size() > 1 && !EAST_ASIAN.containsAll(scripts);
        boolean other = !scripts.isEmpty() && !scripts.contains(UnicodeScript.LATIN);
        boolean written = !ascii || label.startsWith("xn--");
        return (odd && written) || mixed || (other && allLikeLatin);
    }

    /**
     * Latin letters few languages have and that look like others: dotless i, IPA, small capitals.
     */
    private static boolean isOddLatin(int c) {
        return c == 0x131 || (c >= 0x180 && c <= 0x2af) || (c >= 0x1d00 && c <= 0x1dbf);
    }
}
