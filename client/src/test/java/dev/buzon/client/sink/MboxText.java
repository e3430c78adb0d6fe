package dev.buzon.client.sink;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads an mbox as a program does that knows the form mboxrd. */
final class MboxText {
    private static final Pattern LINE_END = Pattern.compile("\n");

    private MboxText() {}

    /** The messages, with CRLF. */
    static List<String> messages(String mbox) {
        List<String> messages = new ArrayList<>();
        StringBuilder message = new StringBuilder();
        boolean inMessage = false;
        boolean afterEmpty = true;
        List<String> lines = List.of(LINE_END.split(mbox, -1));
        for (String line : lines.subList(0, lines.size() - 1)) {
            if (afterEmpty && line.startsWith("From ")) {
                if (inMessage) {
                    messages.add(finished(message));
                }
                inMessage = true;
                message.setLength(0);
            } else {
                message.append(unquoted(line)).append("\r\n");
            }
            afterEmpty = line.isEmpty();
        }
        if (inMessage) {
            messages.add(finished(message));
        }
        return messages;
    }

    private static final Pattern QUOTED = Pattern.compile(">+From .*", Pattern.DOTALL);

    private static String unquoted(String line) {
        return QUOTED.matcher(line).matches() ? line.substring(1) : line;
    }

    private static String finished(StringBuilder message) {
        return message.substring(0, message.length() - 2); // the empty line at the end
    }
}
