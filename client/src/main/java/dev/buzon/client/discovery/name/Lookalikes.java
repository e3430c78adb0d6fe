package dev.buzon.client.discovery.name;

import java.lang.Character.UnicodeScript;
import java.net.IDN;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Names that look like other names. */
final class Lookalikes {
    /** Scripts that one word may mix, as people write them (UTS 39, "highly restrictive"). */
    private static final List<Set<UnicodeScript>> WRITTEN_TOGETHER =
            List.of(
                    EnumSet.of(
                            UnicodeScript.LATIN,
                            UnicodeScript.HAN,
                            UnicodeScript.HIRAGANA,
                            UnicodeScript.KATAKANA),
                    EnumSet.of(UnicodeScript.LATIN, UnicodeScript.HAN, UnicodeScript.HANGUL),
                    EnumSet.of(UnicodeScript.LATIN, UnicodeScript.HAN, UnicodeScript.BOPOMOFO));

    /** Letters of other scripts, and of Latin, that are read as plain Latin ones. */
    private static final String IMITATORS =
            "асԁеһіјӏорԛѕѡхуѵԝүкмнтв" + "αβγεικνορτυχωϲϳ" + "օսոզհցյ" + "ıɑɡɩʟ";

    /** Names shorter than this are not compared letter by letter: all short names are alike. */
    private static final int SHORTEST_COMPARED = 5;

    private Lookalikes() {}

    /** The host in its own script, but each misleading label as ASCII. */
    static String readable(String host) {
        return Arrays.stream(host.split("\\.", -1))
                .map(label -> misleads(label) ? label : unicode(label))
                .collect(Collectors.joining("."));
    }

    /** Whether a label of this host, shown in its own script, could be taken for another. */
    static boolean isMisleading(String host) {
        return Arrays.stream(host.split("\\.", -1)).anyMatch(Lookalikes::misleads);
    }

    /** Whether two domains that are not the same are easily taken for each other. */
    static boolean areAlike(String one, String other) {
        if (one.equals(other)) {
            return false;
        }
        String first = skeleton(one);
        String second = skeleton(other);
        return first.equals(second)
                || (Math.min(first.length(), second.length()) >= SHORTEST_COMPARED
                        && oneEditApart(first, second));
    }

    private static boolean misleads(String label) {
        String text = unicode(label);
        if (text.equals(label)) {
            return label.startsWith("xn--"); // one that cannot be read stands for anything
        }
        Set<UnicodeScript> scripts = EnumSet.noneOf(UnicodeScript.class);
        text.codePoints().mapToObj(UnicodeScript::of).forEach(scripts::add);
        scripts.remove(UnicodeScript.COMMON);
        scripts.remove(UnicodeScript.INHERITED);
        boolean together =
                scripts.size() <= 1
                        || WRITTEN_TOGETHER.stream().anyMatch(all -> all.containsAll(scripts));
        boolean imitates =
                text.codePoints()
                        .filter(Character::isLetter)
                        .allMatch(point -> point < 0x80 || IMITATORS.indexOf(point) >= 0);
        return !together || imitates;
    }

    private static String unicode(String label) {
        return IDN.toUnicode(label, IDN.ALLOW_UNASSIGNED);
    }

    /** What a hasty reader sees. */
    private static String skeleton(String domain) {
        String plain =
                Normalizer.normalize(
                                IDN.toUnicode(domain, IDN.ALLOW_UNASSIGNED), Normalizer.Form.NFD)
                        .replaceAll("\\p{M}", "")
                        .toLowerCase(Locale.ROOT);
        return plain.replace("rn", "m")
                .replace("vv", "w")
                .replace('0', 'o')
                .replace('1', 'l')
                .replace('i', 'l')
                .replace('5', 's')
                .replace("-", "");
    }

    /** Whether one letter more, less or other, or two in turned order, make one the other. */
    private static boolean oneEditApart(String one, String other) {
        int front = 0;
        int shorter = Math.min(one.length(), other.length());
        while (front < shorter && one.charAt(front) == other.charAt(front)) {
            front++;
        }
        String first = one.substring(front);
        String second = other.substring(front);
        if (first.length() == second.length()) {
            boolean turned =
                    first.length() > 1
                            && first.charAt(0) == second.charAt(1)
                            && first.charAt(1) == second.charAt(0)
                            && first.substring(2).equals(second.substring(2));
            return turned || first.isEmpty() || first.substring(1).equals(second.substring(1));
        }
        return (first.length() - second.length() == 1 && first.substring(1).equals(second))
                || (second.length() - first.length() == 1 && second.substring(1).equals(first));
    }
}
