package dev.buzon.reader.exchange;

import dev.buzon.reader.folder.Adding;
import dev.buzon.reader.folder.FileName;
import dev.buzon.reader.folder.Flag;
import dev.buzon.reader.folder.Held;
import dev.buzon.reader.folder.MailFolder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Adds messages to a folder that are not in it yet. */
final class Intake implements Closeable {
    /** How many messages become durable together. */
    private static final int AT_ONCE = 128;

    private final MailFolder folder;
    private final Adding adding;

    /** What lies in the folder, by length: only what is as long can be the same. */
    private final Map<Long, List<FileName>> byLength = new HashMap<>();

    private final Set<String> digests = new HashSet<>();
    long added;
    long known;

    Intake(MailFolder folder) throws IOException {
        this.folder = folder;
        for (Held held : folder.list()) {
            byLength.computeIfAbsent(held.octets(), _ -> new ArrayList<>(1)).add(held.name());
        }
        this.adding = folder.adding();
    }

    /** Adds a message of which all octets are here. */
    void add(byte[] message, Set<Flag> flags) throws IOException {
        add(
                digest(new ByteArrayInputStream(message)),
                message.length,
                flags,
                () -> new ByteArrayInputStream(message));
    }

    /** Opens a message's octets again. */
    @FunctionalInterface
    interface Octets {
        InputStream open() throws IOException;
    }

    /** Adds a message from wherever it can be read twice. */
    void add(Octets octets, Set<Flag> flags) throws IOException {
        long[] length = {0};
        String digest;
        try (InputStream in = octets.open()) {
            digest = digest(in, length);
        }
        add(digest, length[0], flags, octets);
    }

    private void add(String digest, long length, Set<Flag> flags, Octets octets)
            throws IOException {
        look(length);
        if (!digests.add(digest)) {
            known++;
            return;
        }
        try (InputStream in = octets.open()) {
            adding.add(in, flags);
        }
        added++;
        if (adding.waiting() >= AT_ONCE) {
            adding.commit();
        }
    }

    /** Digests what lies in the folder and has this length. */
    private void look(long length) throws IOException {
        List<FileName> same = byLength.remove(length);
        for (FileName name : same == null ? List.<FileName>of() : same) {
            try (InputStream in = Files.newInputStream(folder.file(name))) {
                digests.add(digest(in));
            } catch (NoSuchFileException e) {
                // Somebody has removed it since.
            }
        }
    }

    private static String digest(InputStream in) throws IOException {
        return digest(in, new long[1]);
    }

    private static String digest(InputStream in, long[] length) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] piece = new byte[16 * 1024];
            for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                digest.update(piece, 0, n);
                length[0] += n;
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Makes everything so far durable. */
    void commit() throws IOException {
        adding.commit();
    }

    @Override
    public void close() {
        adding.close();
    }

    /** A message that is being read: in memory while it is small, then in a file. */
    static final class Pending implements Closeable {
        private static final int SMALL = 1 << 20;

        private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
        private java.util.Optional<java.nio.file.Path> file = java.util.Optional.empty();
        private java.io.OutputStream out = memory;
        private long length;

        void take(byte[] octets, int offset, int count) throws IOException {
            if (file.isEmpty() && length + count > SMALL) {
                java.nio.file.Path spill = Files.createTempFile("buzon-import", ".eml");
                file = java.util.Optional.of(spill);
                out = new java.io.BufferedOutputStream(Files.newOutputStream(spill));
                memory.writeTo(out);
            }
            length += count;
            if (length <= Import.MESSAGE_OCTETS_MAX) {
                out.write(octets, offset, count);
            }
        }

        long length() {
            return length;
        }

        /** The beginning of it, for the marks in its header. */
        byte[] beginning() {
            return memory.toByteArray();
        }

        void into(Intake intake, Set<Flag> flags) throws IOException {
            if (file.isEmpty()) {
                intake.add(memory.toByteArray(), flags);
                return;
            }
            out.close();
            java.nio.file.Path spilt = file.get();
            intake.add(() -> Files.newInputStream(spilt), flags);
        }

        @Override
        public void close() throws IOException {
            if (file.isPresent()) {
                out.close();
                Files.deleteIfExists(file.get());
            }
        }
    }
}
