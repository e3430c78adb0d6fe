package dev.buzon.client.ledger;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one message.
 *
 * @param id its number in this ledger, from 1, never given twice
 * @param stage how far it has come
 * @param uid the server's identifier, or what stands in for it; several messages may have the same
 *     (C-005)
 * @param announced the octets that the server announced
 * @param received the octets that came, 0 before they did
 * @param content the SHA-256 of what came, if it did
 * @param header the SHA-256 of its header with lines ending in LF, if it came
 * @param proven whether the announced size agrees with what came or the difference is understood,
 *     or a second collection brought the same: only then it may be deleted
 * @param receipt where it is in the sink, or empty
 * @param sinceSecond when it came to this stage, in seconds since 1970; for a collected message
 *     when it was collected, by our clock
 * @param goneSecond since when it is missing from the server's list, 0 when it is not
 * @param failures how often it could not be had
 * @param triedSecond when it was tried last
 * @param why what went wrong then, or empty
 */
public record Entry(
        long id,
        Stage stage,
        String uid,
        long announced,
        long received,
        @Nullable Digest content,
        @Nullable Digest header,
        boolean proven,
        String receipt,
        long sinceSecond,
        long goneSecond,
        int failures,
        long triedSecond,
        String why) {

    /** A message that was not had. */
    public static Entry failed(
            long id, String uid, long announced, int failures, Instant now, String why) {
        return new Entry(
                id,
                Stage.FAILED,
                uid,
                announced,
                0,
                null,
                null,
                false,
                "",
                now.getEpochSecond(),
                0,
                failures,
                now.getEpochSecond(),
                why);
    }

    /** A message that is larger than what is downloaded. */
    public static Entry tooBig(long id, String uid, long announced, Instant now) {
        return new Entry(
                id,
                Stage.TOO_BIG,
                uid,
                announced,
                0,
                null,
                null,
                false,
                "",
                now.getEpochSecond(),
                0,
                0,
                0,
                "");
    }

    /** A message that is sealed in the sink. */
    public static Entry placing(
            long id,
            boolean headerOnly,
            String uid,
            long announced,
            long received,
            Digest content,
            Digest header,
            boolean proven,
            String receipt,
            Instant now) {
        return new Entry(
                id,
                headerOnly ? Stage.PLACING_HEADER : Stage.PLACING,
                uid,
                announced,
                received,
                content,
                header,
                proven,
                receipt,
                now.getEpochSecond(),
                0,
                0,
                0,
                "");
    }

    /** The SHA-256 of what came. */
    public Optional<Digest> contentDigest() {
        return Optional.ofNullable(content);
    }

    /** The SHA-256 of its header. */
    public Optional<Digest> headerDigest() {
        return Optional.ofNullable(header);
    }

    /** When it came to this stage; for a collected message, when it was collected. */
    public Instant since() {
        return Instant.ofEpochSecond(sinceSecond);
    }

    /** Whether it is missing from the server's list. */
    public boolean gone() {
        return goneSecond != 0;
    }

    /** The same after it was tried once more in vain. */
    public Entry triedAgain(long nowAnnounced, int nowFailures, Instant now, String reason) {
        return new Entry(
                id,
                stage,
                uid,
                nowAnnounced,
                received,
                content,
                header,
                proven,
                receipt,
                sinceSecond,
                0,
                nowFailures,
                now.getEpochSecond(),
                reason);
    }

    /**
     * The same at another stage. A message keeps the time of its collection while it is deleted on
     * the server.
     */
    Entry at(Stage next, long second) {
        boolean keepsTime = stage.collected() && next.collected();
        return new Entry(
                id,
                next,
                uid,
                announced,
                received,
                content,
                header,
                proven,
                receipt,
                keepsTime ? sinceSecond : second,
                goneSecond,
                failures,
                triedSecond,
                why);
    }

    Entry goneAt(long second) {
        return new Entry(
                id,
                stage,
                uid,
                announced,
                received,
                content,
                header,
                proven,
                receipt,
                sinceSecond,
                second,
                failures,
                triedSecond,
                why);
    }

    Entry listedAs(String newUid, long newAnnounced, boolean nowProven) {
        return new Entry(
                id,
                stage,
                newUid,
                newAnnounced,
                received,
                content,
                header,
                nowProven,
                receipt,
                sinceSecond,
                0,
                failures,
                triedSecond,
                why);
    }
}
