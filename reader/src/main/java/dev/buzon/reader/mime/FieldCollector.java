package dev.buzon.reader.mime;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Makes fields of the lines of a header, within a budget that all headers of a message share. */
final class FieldCollector {
    /** What a line was. */
    enum Line {
        KEPT,
        END,
        NO_FIELD
    }

    /** What all headers of a message may take together. */
    static final class Budget {
        private final Limits limits;
        private int octets;
        private int fields;
        private boolean exceeded;

        Budget(Limits limits) {
            this.limits = limits;
        }

        /** Whether something was left out. */
        boolean exceeded() {
            return exceeded;
        }

        private boolean field() {
            boolean room = fields < limits.fields() && octets < limits.headerOctets();
            fields += room ? 1 : 0;
            exceeded |= !room;
            return room;
        }

        private int octets(int wanted, int inField) {
            int room = Math.min(limits.fieldOctets() - inField, limits.headerOctets() - octets);
            int taken = Math.clamp(room, 0, wanted);
            octets += taken;
            exceeded |= taken < wanted;
            return taken;
        }
    }

    private final Budget budget;
    private final List<Header.Field> fields = new ArrayList<>();
    private final ByteArrayOutputStream value = new ByteArrayOutputStream();
    private String name = "";
    private boolean skipping;
    private boolean any;

    FieldCollector(Budget budget) {
        this.budget = budget;
    }

    /** Whether no line was a field. */
    boolean empty() {
        return !any;
    }

    /** The fields that were kept, when the header is over. */
    List<Header.Field> fields() {
        finish();
        return fields;
    }

    Line take(LineReader line) {
        if (line.empty()) {
            return Line.END;
        }
        int first = line.at(0);
        if (any && (first == ' ' || first == '\t')) {
            append(line, 0);
            return Line.KEPT;
        }
        int nameEnd = 0;
        while (line.at(nameEnd) > ' ' && line.at(nameEnd) != ':' && line.at(nameEnd) < 0x7f) {
            nameEnd++;
        }
        int colon = nameEnd;
        while (line.at(colon) == ' ' || line.at(colon) == '\t') {
            colon++; // RFC 5322 §4.5.8
        }
        if (nameEnd == 0 || line.at(colon) != ':') {
            return mboxLine(line) ? Line.KEPT : Line.NO_FIELD;
        }
        finish();
        any = true;
        skipping = !budget.field();
        if (!skipping) {
            name = new String(line.octets(), 0, nameEnd, US_ASCII);
            append(line, colon + 1);
        }
        return Line.KEPT;
    }

    /** The line that precedes a message in an mbox, left there by a careless program. */
    private boolean mboxLine(LineReader line) {
        return !any && (line.startsWith("from ") || line.startsWith(">from "));
    }

    private void append(LineReader line, int from) {
        if (skipping || name.isEmpty()) {
            return;
        }
        int wanted = line.length() - Math.min(from, line.length());
        int taken = budget.octets(wanted, value.size());
        value.write(line.octets(), line.length() - wanted, taken);
        if (!line.whole()) {
            budget.exceeded = true;
        }
    }

    private void finish() {
        if (!name.isEmpty()) {
            fields.add(new Header.Field(name, text()));
        }
        name = "";
        value.reset();
    }

    private String text() {
        String text = Charsets.field(value.toByteArray());
        return text.indexOf('\0') >= 0 ? text.replace("\0", "").strip() : text.strip();
    }
}
