package dev.buzon.client.ledger;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one message. Tens of thousands of them are in memory at a time, so what is
 * seldom there takes no room, and texts are made when they are asked for.
 */
public final class Entry {
    /** What went wrong, and since when it is missing: most messages have none of it. */
    private record Trouble(long goneSecond, int failures, long triedSecond, String why) {
        static final Trouble NONE = new Trouble(0, 0, 0, "");

        static Trouble of(long goneSecond, int failures, long triedSecond, String why) {
            boolean none = goneSecond == 0 && failures == 0 && triedSecond == 0 && why.isEmpty();
            return none ? NONE : new Trouble(goneSecond, failures, triedSecond, why);
        }
    }

    private final long id;
    private final long announced;
    private final long received;
    private final long sinceSecond;
    private final Stage stage;
    private final Trouble trouble;
    private final byte[] tail;
    private final boolean proven;

    /**
     * All that is known.
     *
     * @param id its number in this ledger, from 1, never given twice
     * @param stage how far it has come
     * @param uid the server's identifier, or what stands in for it; several messages may have the
     *     same (C-005)
     * @param announced the octets that the server announced
     * @param received the octets that came, 0 before they did
     * @param content the SHA-256 of what came, if it did
     * @param header the SHA-256 of its header with lines ending in LF, if it came
     * @param proven whether the announced size agrees with what came or the difference is
     *     understood, or a second collection brought the same: only then it may be deleted
     * @param receipt where it is in the sink, or empty
     * @param sinceSecond when it came to this stage, in seconds since 1970; for a collected message
     *     when it was collected, by our clock
     * @param goneSecond since when it is missing from the server's list, 0 when it is not
     * @param failures how often it could not be had
     * @param triedSecond when it was tried last
     * @param why what went wrong then, or empty
     */
    public Entry(
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
        this(
                id,
                stage,
                announced,
                received,
                proven,
                sinceSecond,
                Trouble.of(goneSecond, failures, triedSecond, why),
                Tail.of(uid, content, header, receipt));
    }

    private Entry(
            long id,
            Stage stage,
            long announced,
            long received,
            boolean proven,
            long sinceSecond,
            Trouble trouble,
            byte[] tail) {
        this.id = id;
        this.stage = stage;
        this.announced = announced;
        this.received = received;
        this.proven = proven;
        this.sinceSecond = sinceSecond;
        this.trouble = trouble;
        this.tail = tail;
    }

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

    /** Its number in this ledger, from 1, never given twice. */
    public long id() {
        return id;
    }

    /** How far it has come. */
    public Stage stage() {
        return stage;
    }

    /** The server's identifier, or what stands in for it; several may have the same (C-005). */
    public String uid() {
        return Tail.uid(tail);
    }

    /** The octets that the server announced. */
    public long announced() {
        return announced;
    }

    /** The octets that came, 0 before they did. */
    public long received() {
        return received;
    }

    /** The SHA-256 of what came. */
    public Optional<Digest> contentDigest() {
        return Optional.ofNullable(Tail.content(tail));
    }

    /** The SHA-256 of its header with lines ending in LF. */
    public Optional<Digest> headerDigest() {
        return Optional.ofNullable(Tail.header(tail));
    }

    /**
     * Whether the announced size agrees with what came or the difference is understood, or a second
     * collection brought the same: only then it may be deleted.
     */
    public boolean proven() {
        return proven;
    }

    /** Where it is in the sink, or empty. */
    public String receipt() {
        return Tail.receipt(tail);
    }

    /** When it came to this stage, in seconds since 1970. */
    public long sinceSecond() {
        return sinceSecond;
    }

    /** When it came to this stage; for a collected message, when it was collected. */
    public Instant since() {
        return Instant.ofEpochSecond(sinceSecond);
    }

    /** Since when it is missing from the server's list, in seconds since 1970, 0 when it is not. */
    public long goneSecond() {
        return trouble.goneSecond();
    }

    /** Whether it is missing from the server's list. */
    public boolean gone() {
        return trouble.goneSecond() != 0;
    }

    /** How often it could not be had. */
    public int failures() {
        return trouble.failures();
    }

    /** When it was tried last, in seconds since 1970. */
    public long triedSecond() {
        return trouble.triedSecond();
    }

    /** What went wrong then, or empty. */
    public String why() {
        return trouble.why();
    }

    /** The same after it was tried once more in vain. */
    public Entry triedAgain(long nowAnnounced, int nowFailures, Instant now, String reason) {
        Trouble again = Trouble.of(0, nowFailures, now.getEpochSecond(), reason);
        return new Entry(id, stage, nowAnnounced, received, proven, sinceSecond, again, tail);
    }

    /**
     * The same at another stage. A message keeps the time of its collection while it is deleted on
     * the server.
     */
    Entry at(Stage next, long second) {
        boolean keepsTime = stage.collected() && next.collected();
        long since = keepsTime ? sinceSecond : second;
        return new Entry(id, next, announced, received, proven, since, trouble, tail);
    }

    Entry goneAt(long second) {
        return new Entry(id, stage, announced, received, proven, sinceSecond, gone(second), tail);
    }

    Entry listedAs(String uid, long newAnnounced, boolean nowProven) {
        byte[] renamed = Tail.of(uid, Tail.content(tail), Tail.header(tail), receipt());
        return new Entry(
                id, stage, newAnnounced, received, nowProven, sinceSecond, gone(0), renamed);
    }

    private Trouble gone(long second) {
        return Trouble.of(second, trouble.failures(), trouble.triedSecond(), trouble.why());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Entry entry
                && id == entry.id
                && stage == entry.stage
                && announced == entry.announced
                && received == entry.received
                && proven == entry.proven
                && sinceSecond == entry.sinceSecond
                && trouble.equals(entry.trouble)
                && Arrays.equals(tail, entry.tail);
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(id) + Arrays.hashCode(tail);
    }

    @Override
    public String toString() {
        return "Entry[%d %s %s, announced %d, received %d, %s, %s, since %d, %s]"
                .formatted(
                        id,
                        stage,
                        uid(),
                        announced,
                        received,
                        proven ? "proven" : "not proven",
                        receipt(),
                        sinceSecond,
                        trouble);
    }
}
