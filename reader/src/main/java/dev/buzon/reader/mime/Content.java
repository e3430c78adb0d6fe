package dev.buzon.reader.mime;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the Content fields of a part say (RFC 2045, RFC 2183).
 *
 * @param type in lower case
 * @param parameters of the type; names in lower case
 * @param encoding how its octets were made mailable
 * @param disposition how it is to be presented
 * @param names its file names, the best first
 */
record Content(
        String type,
        Map<String, String> parameters,
        Encoding encoding,
        Part.Disposition disposition,
        List<String> names) {
    /** A transfer encoding; those that are unknown change nothing. */
    enum Encoding {
        IDENTITY,
        BASE64,
        QUOTED_PRINTABLE,
        UUENCODE
    }

    static final Content PLAIN =
            new Content(
                    "text/plain", Map.of(), Encoding.IDENTITY, Part.Disposition.UNSAID, List.of());

    /** What this header says; {@code usual} is the type when it says none that can be read. */
    static Content of(Header header, String usual) {
        ParameterList type = ParameterList.of(header.value("Content-Type").orElse(""));
        ParameterList disposition =
                ParameterList.of(header.value("Content-Disposition").orElse(""));
        List<String> names =
                Stream.of(
                                disposition.parameters().getOrDefault("filename", ""),
                                type.parameters().getOrDefault("name", ""))
                        .filter(name -> !name.isBlank())
                        .toList();
        return new Content(
                type(type.value(), usual),
                type.parameters(),
                encoding(header.value("Content-Transfer-Encoding").orElse("")),
                disposition(disposition.value()),
                names);
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name.toLowerCase(Locale.ROOT)));
    }

    boolean is(String main) {
        return type.startsWith(main + "/");
    }

    Content withType(String other) {
        return new Content(other, parameters, encoding, disposition, names);
    }

    private static String type(String value, String usual) {
        String type = value.strip().toLowerCase(Locale.ROOT);
        int slash = type.indexOf('/');
        boolean wellFormed =
                slash > 0
                        && slash < type.length() - 1
                        && type.length() <= 127
                        && type.chars()
                                .allMatch(c ->
                                        (c >= 'a' && c <= 'z')
                                                || (c >= '0' && c <= '9')
                                                || "/.+-_!#$&^".indexOf(c) >= 0)
                        && type.indexOf('/', slash + 1) < 0;
        return wellFormed ? type : usual;
    }

    private static Encoding encoding(String value) {
        String word = ParameterList.of(value).value().strip().toLowerCase(Locale.ROOT);
        return switch (word) {
            case "base64" -> Encoding.BASE64;
            case "quoted-printable" -> Encoding.QUOTED_PRINTABLE;
            case "x-uuencode", "x-uue", "uuencode" -> Encoding.UUENCODE;
            default -> Encoding.IDENTITY;
        };
    }

    private static Part.Disposition disposition(String value) {
        return switch (value.strip().toLowerCase(Locale.ROOT)) {
            case "" -> Part.Disposition.UNSAID;
            case "inline" -> Part.Disposition.INLINE;
            default -> Part.Disposition.ATTACHMENT; // RFC 2183 §2.8
        };
    }
}
