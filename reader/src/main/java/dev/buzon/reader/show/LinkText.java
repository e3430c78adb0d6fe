package dev.buzon.reader.show;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Whether a link's text looks like an address other than the one it leads to. */
final class LinkText {
    /** Last labels that make a bare word an address rather than the name of a file. */
    private static final Set<String> ENDINGS =
            Set.of(
                    "com", "net", "org", "edu", "gov", "mil", "int", "info", "biz", "io", "co",
                    "app", "dev", "me", "tv", "eu", "es", "cat", "gal", "eus", "fr", "de", "it",
                    "pt", "nl", "be", "ch", "at", "uk", "ie", "pl", "se", "no", "dk", "fi", "gr",
                    "ro", "cz", "hu", "ru", "ua", "us", "ca", "mx", "ar", "cl", "pe", "br", "ve",
                    "uy", "ec", "bo", "py", "cn", "jp", "kr", "in", "au", "nz", "za", "bank",
                    "shop", "store", "online");

    private LinkText() {}

    static boolean showsAnother(String text, Url target) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        for (String word : plain.split("[\\s<>()\"\\[\\]]+", 20)) {
            Optional<String> host = host(word);
            if (host.isPresent()) {
                return !isSame(host.get(), target.host());
            }
        }
        return false;
    }

    /** The host a word shows. */
    private static Optional<String> host(String word) {
        boolean web = word.startsWith("http://") || word.startsWith("https://");
        if (web) {
            return Url.of(word).map(Url::host);
        }
        int at = word.lastIndexOf('@');
        String rest = word.substring(at + 1);
        int end = 0;
        while (end < rest.length() && "/?#:,;".indexOf(rest.charAt(end)) < 0) {
            end++;
        }
        String name = rest.substring(0, end);
        name = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        boolean looksSo =
                name.indexOf('.') > 0
                        && (name.startsWith("www.")
                                || ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1)));
        return looksSo ? Url.of("http://" + name).map(Url::host) : Optional.empty();
    }

    /** One is the other, or a part of it: {@code example.org} and {@code www.example.org}. */
    private static boolean isSame(String shown, String real) {
        String bare = shown.startsWith("www.") ? shown.substring(4) : shown;
        return real.equals(bare) || real.endsWith("." + bare) || bare.endsWith("." + real);
    }
}
