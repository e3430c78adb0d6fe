package dev.buzon.testing;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A message that somebody handed in.
 *
 * @param from the address to which a bounce would go; empty for none
 * @param recipients the accounts that got it
 * @param octets the message as the first of them has it, trace fields included
 */
@SuppressWarnings("ArrayRecordComponent") // looked at by tests, never compared
public record SentMessage(String from, List<String> recipients, byte[] octets) {
    private static final Pattern RETURN_PATH = Pattern.compile("\\AReturn-Path: <([^>\r\n]*)>");

    /** A copy with fixed recipients. */
    public SentMessage {
        recipients = List.copyOf(recipients);
    }

    /** The copy of one recipient. */
    static SentMessage of(String recipient, byte[] octets) {
        Matcher path = RETURN_PATH.matcher(new String(octets, StandardCharsets.UTF_8));
        return new SentMessage(path.find() ? path.group(1) : "", List.of(recipient), octets);
    }

    /** With the recipients of another copy. */
    SentMessage and(SentMessage other) {
        List<String> all = Stream.concat(recipients.stream(), other.recipients.stream()).toList();
        return new SentMessage(from, all, octets);
    }

    /** The message as text, read as UTF-8. */
    public String text() {
        return new String(octets, StandardCharsets.UTF_8);
    }
}
