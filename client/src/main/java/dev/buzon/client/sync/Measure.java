package dev.buzon.client.sync;

import dev.buzon.client.ledger.Digest;
import java.security.MessageDigest;

/** Counts and digests a message while it comes. */
final class Measure {
    private final MessageDigest content = Digest.sha256();
    private final MessageDigest header = Digest.sha256();
    private final byte[] headerPart = new byte[1024];
    private int kept;
    private boolean lineIsEmpty = true;
    private long octets;
    private long pairs;
    private long bareFeeds;
    private long dotLines;
    private boolean startOfLine = true;
    private boolean carriageReturn;
    private boolean inHeader = true;

    /** The next octets. */
    void take(byte[] in, int from, int length) {
        content.update(in, from, length);
        octets += length;
        int i = from;
        int end = from + length;
        while (i < end && inHeader) {
            headerOctet(in[i]);
            count(in[i++]);
        }
        while (i < end) {
            count(in[i++]);
        }
    }

    private void count(byte octet) {
        if (startOfLine && octet == '.') {
            dotLines++;
        }
        startOfLine = octet == '\n';
        if (startOfLine) {
            if (carriageReturn) {
                pairs++;
            } else {
                bareFeeds++;
            }
        }
        carriageReturn = octet == '\r';
    }

    /** An octet of the header goes into its digest, line ends as LF. */
    private void headerOctet(byte octet) {
        boolean emptyLine = octet == '\n' && (startOfLine || (carriageReturn && lineIsEmpty));
        if (emptyLine) {
            inHeader = false;
            return;
        }
        if (carriageReturn && octet != '\n') {
            keepHeader((byte) '\r');
            lineIsEmpty = false;
        }
        if (octet != '\r') {
            keepHeader(octet);
            lineIsEmpty = octet == '\n';
        }
    }

    private void keepHeader(byte octet) {
        if (kept == headerPart.length) {
            header.update(headerPart, 0, kept);
            kept = 0;
        }
        headerPart[kept++] = octet;
    }

    /** What was counted. */
    Measured done() {
        header.update(headerPart, 0, kept);
        return new Measured(
                octets,
                pairs,
                bareFeeds,
                dotLines,
                Digest.of(content.digest()),
                Digest.of(header.digest()));
    }
}
