package dev.buzon.reader.mime;

import java.util.List;

/** Looks for uuencoded files (POSIX uuencode) in the lines of a plain text. */
class UuFiles {
    /** More files of one text stay text. */
    private static final int FILES_MAX = 100;

    /** For parts where none are looked for. */
    static final UuFiles NONE =
            new UuFiles() {
                @Override
                void line(LineReader line) {}
            };

    private record Found(String name, Node.Range hole, Node.Range body) {}

    private final List<Found> found = new java.util.ArrayList<>();
    private String name = "";
    private long begin = -1;
    private long bodyStart;
    private int lines;

    void line(LineReader line) {
        if (begin < 0) {
            begin(line);
        } else if (line.startsWith("end") && line.content() == 3) {
            found(line.start(), line.end());
        } else if (isData(line)) {
            lines++;
        } else {
            begin = -1; // it was text after all
            begin(line);
        }
    }

    private void begin(LineReader line) {
        if (!line.startsWith("begin ") || !line.whole() || found.size() >= FILES_MAX) {
            return;
        }
        String[] words = line.text().split(" +", 3);
        boolean mode =
                words.length == 3
                        && words[1].length() >= 3
                        && words[1].length() <= 4
                        && words[1].chars().allMatch(c -> c >= '0' && c <= '7');
        if (mode && !words[2].isBlank()) {
            name = words[2].strip();
            begin = line.start();
            bodyStart = line.end();
            lines = 0;
        }
    }

    /** The first octet says how many octets the line gives; mailers take trailing blanks away. */
    private static boolean isData(LineReader line) {
        int octets = line.at(0) < 0 ? 0 : (line.at(0) - 32) & 63;
        boolean printable = line.at(0) < 0 || (line.at(0) >= 32 && line.at(0) <= 96);
        return printable && line.content() <= 1 + (octets + 2) / 3 * 4 + 2;
    }

    private void found(long bodyEnd, long end) {
        if (lines > 0) {
            found.add(
                    new Found(
                            name, new Node.Range(begin, end), new Node.Range(bodyStart, bodyEnd)));
        }
        begin = -1;
    }

    /** Gives the part its files; one that is cut off by the end of the part counts. */
    void close(Node node, long end) {
        if (begin >= 0 && lines > 1) {
            found(Math.min(end, node.bodyEnd), node.bodyEnd);
        }
        for (Found file : found) {
            Content content =
                    new Content(
                            "application/octet-stream",
                            java.util.Map.of(),
                            Content.Encoding.UUENCODE,
                            Part.Disposition.ATTACHMENT,
                            List.of(file.name()));
            node.holes.add(file.hole());
            node.children.add(Node.without(node.childId(), content, file.body()));
        }
    }
}
