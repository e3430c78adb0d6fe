package dev.buzon.client.sink;

import dev.buzon.client.disk.Disk;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Hands messages to a program, one after the other.
 *
 * <p>What exactly-once means here: each message is kept in a folder until the program has returned.
 * If everything stops while it runs, nobody can know how far it came; the message is then handed
 * over a second time, marked {@linkplain IncomingMessage#again as such}, and the program tells by
 * account, uid and SHA-256 whether it has it. In every other case it comes once; lost it is never.
 */
public final class HandOver implements MailSink {
    private static final String RECEIPT = "handed ";

    /** What of a uid goes into a receipt: longer ones are cut, and the digest tells them apart. */
    private static final int UID_LENGTH_MAX = 300;

    private final Path folder;
    private final Disk disk;
    private final MessageTaker taker;
    private final MaildirNames names;
    private final Room room = new Room(Room.USUAL_OCTETS);
    private final AtomicBoolean changed = new AtomicBoolean();

    private HandOver(Path folder, MessageTaker taker, Disk disk, InstantSource clock)
            throws IOException {
        this.folder = folder;
        this.taker = taker;
        this.disk = disk;
        this.names = new MaildirNames(clock);
        disk.makeFolder(folder);
    }

    /**
     * Hands messages to this program and keeps them in this folder meanwhile.
     *
     * @throws IOException when the folder can be neither opened nor made
     */
    public static HandOver to(Path folder, MessageTaker taker) throws IOException {
        return to(folder, taker, Disk.real(), InstantSource.system());
    }

    /** The same on a disk and with a clock that a test has in its hand. */
    public static HandOver to(Path folder, MessageTaker taker, Disk disk, InstantSource clock)
            throws IOException {
        return new HandOver(folder, taker, disk, clock);
    }

    @Override
    public Incoming begin(MessageFacts facts) {
        String name = names.next();
        Path file = folder.resolve(name);
        Draft draft = new Draft(disk, file, room, new Shape.AsSent(), false, facts.octets());
        return new Arriving(draft, facts, name);
    }

    @Override
    public Settled settle(String receipt) throws IOException {
        Optional<Kept> kept = Kept.read(receipt);
        if (kept.isEmpty()) {
            return Settled.NOT_PLACED;
        }
        Path file = folder.resolve(kept.get().name());
        if (Files.exists(file)) {
            give(kept.get(), true);
        }
        return Settled.PLACED;
    }

    @Override
    public void flush() throws IOException {
        if (changed.getAndSet(false)) {
            disk.sync(folder);
        }
    }

    private void give(Kept kept, boolean again) throws IOException {
        Path file = folder.resolve(kept.name());
        taker.take(
                new IncomingMessage(
                        kept.account(), kept.uid(), Files.size(file), sha256(file), again, file));
        disk.remove(file);
        changed.set(true);
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] part = new byte[64 * 1024];
            for (int n = in.read(part); n >= 0; n = in.read(part)) {
                digest.update(part, 0, n);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** What a receipt says. */
    private record Kept(String name, String account, String uid) {
        String receipt() {
            return RECEIPT + name + " " + encode(account) + " " + encode(uid);
        }

        private static String encode(String text) {
            String cut = text.substring(0, Math.min(UID_LENGTH_MAX, text.length()));
            String encoded = URLEncoder.encode(cut, StandardCharsets.UTF_8);
            return encoded.length() <= UID_LENGTH_MAX ? encoded : "";
        }

        static Optional<Kept> read(String receipt) {
            String[] words = receipt.split(" ", -1);
            return receipt.startsWith(RECEIPT)
                            && words.length == 4
                            && MaildirNames.wellFormed(words[1] + ",S=0")
                    ? Optional.of(new Kept(words[1], decode(words[2]), decode(words[3])))
                    : Optional.empty();
        }

        private static String decode(String text) {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        }
    }

    /** A message on its way to the program. */
    private final class Arriving implements Incoming {
        private final Draft draft;
        private final Kept kept;
        private boolean published;

        Arriving(Draft draft, MessageFacts facts, String name) {
            this.draft = draft;
            this.kept = new Kept(name, facts.account(), facts.uid().orElse(""));
        }

        @Override
        public void write(ByteBuffer octets) throws IOException {
            draft.write(octets);
        }

        @Override
        public String seal() throws IOException {
            draft.seal();
            changed.set(true);
            return kept.receipt();
        }

        @Override
        public void publish() throws IOException {
            if (!published) {
                give(kept, false);
                published = true;
            }
        }

        @Override
        public void close() {
            if (!published) {
                draft.discard();
            }
        }
    }
}
