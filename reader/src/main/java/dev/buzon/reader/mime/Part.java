package dev.buzon.reader.mime;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.james.mime4j.codec.Base64InputStream;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.QuotedPrintableInputStream;

/**
 * One part of a message. Its octets are read from where the message is, whenever they are asked
 * for; only that can fail.
 */
public final class Part {
    /** How the sender wants it to be presented (RFC 2183 §2). */
    public enum Disposition {
        INLINE,
        ATTACHMENT,
        UNSAID
    }

    /** An encoded message within a message is opened up to this size. */
    static final int ENCODED_MAIL_MAX = 32 << 20;

    private static final Set<String> PROGRAMS =
            Set.of(
                    "application/x-msdownload",
                    "application/x-msdos-program",
                    "application/x-ms-shortcut",
                    "application/x-ms-installer",
                    "application/x-msi",
                    "application/hta",
                    "application/x-sh",
                    "application/x-csh",
                    "application/x-executable",
                    "application/x-bat",
                    "application/java-archive",
                    "application/x-java-jnlp-file",
                    "application/javascript",
                    "text/javascript",
                    "text/vbscript");

    private final Node node;
    private final Source source;
    private final Limits limits;
    private final List<Part> children = new ArrayList<>();

    /** A part and all in it: as deep as the limit of the scan. */
    Part(Node node, Source source, Limits limits) {
        this.node = node;
        this.source = source;
        this.limits = limits;
        for (Node child : node.children) {
            children.add(new Part(child, source, limits));
        }
    }

    /**
     * Its place in the message: {@code 0} for all of it, {@code 1.2} for the first one's second.
     */
    public String id() {
        return node.id;
    }

    /** Its media type in lower case without parameters, such as {@code text/plain}. */
    public String type() {
        return node.content.type();
    }

    /** Whether the main type is this one, such as {@code text}. */
    public boolean is(String main) {
        return node.content.is(main);
    }

    /** A parameter of its Content-Type, decoded (RFC 2231). */
    public Optional<String> parameter(String name) {
        return node.content.parameter(name);
    }

    /** Its own fields; of the whole message, the message's. */
    public Header header() {
        return new Header(node.fields, limits);
    }

    /** How the sender wants it to be presented. */
    public Disposition disposition() {
        return node.content.disposition();
    }

    /** Its Content-ID without angle brackets (RFC 2045 §7). */
    public Optional<String> contentId() {
        return header().value("Content-ID")
                .map(id -> Cleaned.line(id.replace("<", "").replace(">", ""), 1_000))
                .filter(id -> !id.isEmpty());
    }

    /** A name for its file that is safe on every system; made up when it has none of its own. */
    public String name() {
        return ownName().orElseGet(this::madeName);
    }

    /** Whether the sender gave it a name. */
    public boolean named() {
        return ownName().isPresent();
    }

    private Optional<String> ownName() {
        return node.content.names().stream()
                .map(FileName::safe)
                .filter(name -> !name.isEmpty())
                .findFirst();
    }

    private String madeName() {
        boolean message = node.kind == Node.Kind.MESSAGE && !children.isEmpty();
        String subject = message ? FileName.safe(children.getFirst().header().subject()) : "";
        return subject.isEmpty()
                ? FileName.made(type(), id())
                : FileName.safe(subject.replace('.', ' ') + ".eml");
    }

    /** Whether its file could run as a program when it is opened, or pretends to be none. */
    public boolean dangerous() {
        return FileName.isDangerous(name())
                || PROGRAMS.contains(type())
                || node.content.names().stream().anyMatch(Cleaned::hasHidden);
    }

    /** About how many octets it has when decoded: exact but for quoted-printable and uuencode. */
    public long octets() {
        return node.decodedOctets();
    }

    /** Its parts; the one of an attached message is all of that. */
    public List<Part> children() {
        return Collections.unmodifiableList(children);
    }

    /** Its decoded octets, bit for bit, as far as they can be decoded. To be closed. */
    public InputStream open() throws IOException {
        InputStream raw = raw();
        return switch (node.content.encoding()) {
            case IDENTITY -> raw;
            case BASE64 -> new Base64InputStream(raw, DecodeMonitor.SILENT);
            case QUOTED_PRINTABLE -> new QuotedPrintableInputStream(raw, DecodeMonitor.SILENT);
            case UUENCODE -> new UuInputStream(raw);
        };
    }

    /** Its octets as they are in the message, without its header. To be closed. */
    public InputStream raw() throws IOException {
        return source.open(node.bodyStart, node.bodyEnd);
    }

    /** Its text, when it is text: line ends are LF, and there is no NUL. */
    public String text() throws IOException {
        return decoded().text();
    }

    /** Its text, and what had to be guessed or cut to have it. */
    public Text decoded() throws IOException {
        return decoded(limits.textOctets());
    }

    /** As {@link #decoded()}, of its first octets only. */
    public Text decoded(int octetsMax) throws IOException {
        byte[] octets;
        boolean cut;
        try (InputStream in = node.holes.isEmpty() ? open() : withoutHoles()) {
            octets = in.readNBytes(octetsMax);
            cut = octets.length == octetsMax && in.read() >= 0;
        }
        String charset = parameter("charset").orElse("");
        if (charset.isEmpty() && type().equals("text/html")) {
            charset = Charsets.ofHtml(octets);
        }
        Text text = Charsets.decode(cut ? withoutHalfCharacter(octets) : octets, charset);
        if (!cut) {
            return text;
        }
        List<Warning> warnings = new ArrayList<>(text.warnings());
        warnings.add(new Warning(Warning.Code.TEXT_CUT, id()));
        return new Text(text.text(), warnings);
    }

    private static byte[] withoutHalfCharacter(byte[] octets) {
        int end = octets.length;
        while (end > 0 && octets.length - end < 4 && (octets[end - 1] & 0xc0) == 0x80) {
            end--;
        }
        boolean begun = end > 0 && (octets[end - 1] & 0xc0) == 0xc0;
        return begun ? java.util.Arrays.copyOf(octets, end - 1) : octets;
    }

    private InputStream withoutHoles() throws IOException {
        List<InputStream> pieces = new ArrayList<>();
        long from = node.bodyStart;
        for (Node.Range hole : node.holes) {
            pieces.add(piece(from, hole.from()));
            from = hole.to();
        }
        pieces.add(piece(from, node.bodyEnd));
        return new SequenceInputStream(Collections.enumeration(pieces));
    }

    private InputStream piece(long from, long to) throws IOException {
        try (InputStream in = source.open(from, to)) {
            return new ByteArrayInputStream(in.readNBytes(limits.textOctets()));
        }
    }

    /** The message in it, when it is one (RFC 2046 §5.2.1), as a mail of its own. */
    public Optional<Mail> mail() throws IOException {
        if (node.kind == Node.Kind.MESSAGE) {
            Source inner = new Source.Slice(source, node.bodyStart, node.bodyEnd);
            return Optional.of(Mail.of(inner, limits));
        }
        if (!isMail()) {
            return Optional.empty();
        }
        try (InputStream in = open()) {
            byte[] octets = in.readNBytes(ENCODED_MAIL_MAX);
            return in.read() < 0 ? Optional.of(Mail.of(octets, limits)) : Optional.empty();
        }
    }

    /** Whether there is a message in it, by its type or its name. */
    public boolean isMail() {
        return type().equals("message/rfc822")
                || type().equals("message/global")
                || type().equals("message/news")
                || (node.kind == Node.Kind.LEAF && name().endsWith(".eml"));
    }

    @Override
    public String toString() {
        return "part " + id() + " (" + type() + ", " + octets() + " octets)";
    }
}
