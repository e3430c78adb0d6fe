package dev.buzon.reader.web;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Names of files in headers (RFC 6266 §4.3, RFC 8187 §3.2). */
public final class FileNames {
    private static final String PLAIN = "!#$&+-.^_`|~";

    private FileNames() {}

    /** The value of Content-Disposition that makes a browser save a file under this name. */
    public static String attachment(String name) {
        var ascii = new StringBuilder();
        name.codePoints()
                .forEach(c ->
                        ascii.append(
                                c < ' ' || c > '~' || "\"\\/%;".indexOf(c) >= 0 ? '_' : (char) c));
        return "attachment; filename=\"" + ascii + "\"; filename*=UTF-8''" + encoded(name);
    }

    private static String encoded(String name) {
        var text = new StringBuilder();
        for (byte octet : name.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xff);
            boolean plain =
                    (c >= 'a' && c <= 'z')
                            || (c >= 'A' && c <= 'Z')
                            || (c >= '0' && c <= '9')
                            || PLAIN.indexOf(c) >= 0;
            text.append(plain ? String.valueOf(c) : String.format(Locale.ROOT, "%%%02X", (int) c));
        }
        return text.toString();
    }
}
