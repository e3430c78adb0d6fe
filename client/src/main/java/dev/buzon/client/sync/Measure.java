package dev.buzon.client.sync;

import dev.buzon.client.ledger.Digest;
import dev.buzon.protocol.dot.OctetScan;
import java.security.MessageDigest;

/** Counts and digests a message while it comes. */
final class Measure {
    private final ContentDigest content = new ContentDigest();
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
        int end = from + length;
        int at = from;
        while (at < end && inHeader) {
            headerOctet(in[at]);
            count(in[at++]);
        }
        countLines(in, at, end);
    }

    /**
     * Counts all of these octets. Of a line only the first octet, the last before its LF and the LF
     * count for anything, and it makes no difference when the first is also the last.
     */
    private void countLines(byte[] in, int from, int end) {
        int at = from;
        while (at < end) {
            int feed = OctetScan.first((byte) '\n', in, at, end);
            if (feed > at) {
                count(in[at]);
                count(in[feed - 1]);
            }
            if (feed < end) {
                count(in[feed]);
            }
            at = feed + 1;
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
                octets, pairs, bareFeeds, dotLines, content.done(), Digest.of(header.digest()));
    }
}
