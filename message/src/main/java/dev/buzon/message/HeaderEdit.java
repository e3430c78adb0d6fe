package dev.buzon.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * The changes a post office makes to a header it was given: octets in, octets out. What is not
 * named stays bit for bit and in order, folds and broken lines too.
 */
public final class HeaderEdit {
    private HeaderEdit() {}

    /** The header without the Return-Path it came with: final delivery puts its own (S-014). */
    public static byte[] withoutReturnPath(byte[] header) {
        return edited(HeaderScan.of(header), List.of("Return-Path"), List.of());
    }

    /**
     * The header as submission passes it on (RFC 6409 §8, S-044): without Return-Path, Bcc and
     * Resent-Bcc, and with a Date and a Message-ID at its end where they are missing.
     *
     * @param date when it was submitted
     * @param messageId an identifier of the form {@code left@right}, without angle brackets
     */
    public static byte[] forSubmission(byte[] header, OffsetDateTime date, String messageId) {
        HeaderScan scan = HeaderScan.of(header);
        List<String> added = new ArrayList<>();
        if (!scan.has("Date")) {
            added.add("Date: " + MailDate.print(date));
        }
        if (!scan.has("Message-ID")) {
            added.add("Message-ID: <" + Sanitised.path(messageId) + ">");
        }
        return edited(scan, List.of("Return-Path", "Bcc", "Resent-Bcc"), added);
    }

    private static byte[] edited(HeaderScan scan, List<String> removed, List<String> added) {
        byte[] octets = scan.octets();
        ByteArrayOutputStream out = new ByteArrayOutputStream(octets.length + 200);
        boolean lineOpen = false;
        for (HeaderScan.Field field : scan.fields()) {
            if (removed.stream().noneMatch(field::is)) {
                out.write(octets, field.start(), field.end() - field.start());
                lineOpen = !endsInCrlf(octets, field.end());
            }
        }
        for (String line : added) {
            out.writeBytes(((lineOpen ? "\r\n" : "") + line + "\r\n").getBytes(UTF_8));
            lineOpen = false;
        }
        out.write(octets, scan.end(), octets.length - scan.end());
        return out.toByteArray();
    }

    static boolean endsInCrlf(byte[] octets, int end) {
        return end >= 2 && octets[end - 2] == '\r' && octets[end - 1] == '\n';
    }
}
