package dev.buzon.reader.mime;

import java.util.ArrayList;
import java.util.List;

/** One part as the scan finds it; not changed after the scan. */
final class Node {
    /** What is in its body. */
    enum Kind {
        LEAF,
        MULTIPART,
        MESSAGE
    }

    /** A stretch of the message. */
    record Range(long from, long to) {}

    final String id;
    final List<Header.Field> fields = new ArrayList<>();
    final List<Node> children = new ArrayList<>();

    /** What of the body is not text but uuencoded files, which are its children. */
    final List<Range> holes = new ArrayList<>();

    Content content = Content.PLAIN;
    Kind kind = Kind.LEAF;
    long bodyStart;
    long bodyEnd;
    long lineOctets;
    int padding;

    Node(String id) {
        this.id = id;
    }

    /** A part that has no header of its own. */
    static Node without(String id, Content content, Range body) {
        Node node = new Node(id);
        node.content = content;
        node.bodyStart = body.from();
        node.bodyEnd = body.to();
        return node;
    }

    String childId() {
        int number = children.size() + 1;
        return id.equals("0") ? "" + number : id + "." + number;
    }

    /** About how many octets the decoded body has. */
    long decodedOctets() {
        return switch (content.encoding()) {
            case IDENTITY, QUOTED_PRINTABLE -> bodyEnd - bodyStart;
            case BASE64 -> Math.max(0, lineOctets / 4 * 3 - padding);
            case UUENCODE -> (bodyEnd - bodyStart) * 45 / 62;
        };
    }
}
