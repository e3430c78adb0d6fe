package dev.buzon.reader.mime;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** One part of a message. Its octets are read from where the message is, whenever asked for. */
public final class Part {
    /** How the sender wants it to be presented (RFC 2183 §2). */
    public enum Disposition {
        INLINE,
        ATTACHMENT,
        UNSAID
    }

    private final Node node;

    Part(Node node) {
        this.node = node;
    }

    /**
     * Its place in the message: {@code ""} for the whole, {@code "1.2"} for the second of the
     * first.
     */
    public String id() {
        return node.id();
    }

    /** Its media type in lower case without parameters, such as {@code text/plain}. */
    public String type() {
        return "text/plain";
    }

    /** A parameter of its Content-Type, decoded (RFC 2231). */
    public Optional<String> parameter(String name) {
        return Optional.of(name);
    }

    public Header header() {
        return new Header(List.of(), Limits.usual());
    }

    public Disposition disposition() {
        return Disposition.UNSAID;
    }

    /** Its Content-ID without angle brackets, in lower case. */
    public Optional<String> contentId() {
        return Optional.empty();
    }

    /** A name for its file that is safe on every system; made up from the type when it has none. */
    public String name() {
        return "";
    }

    /** Whether the sender gave it a name. */
    public boolean named() {
        return false;
    }

    /** Whether its file could run as a program when it is opened, or pretends to be none. */
    public boolean dangerous() {
        return false;
    }

    /** About how many octets it has when decoded: exact, but for quoted-printable. */
    public long octets() {
        return 0;
    }

    /** Its parts; those of an attached message are its root. */
    public List<Part> children() {
        return List.of();
    }

    /** Its decoded octets, bit for bit, as far as they can be decoded. */
    public InputStream open() throws IOException {
        return InputStream.nullInputStream();
    }

    /** Its octets as they are in the message, without its header. */
    public InputStream raw() throws IOException {
        return InputStream.nullInputStream();
    }

    /** Its text, when it is text; with line ends LF, and without NUL. */
    public String text() throws IOException {
        return "";
    }

    /** The message in it, when its type is message/rfc822 or the like. */
    public Optional<Mail> mail() throws IOException {
        return Optional.empty();
    }
}
