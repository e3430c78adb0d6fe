package dev.buzon.reader.work;

import dev.buzon.client.disk.Disk;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder with a {@link SendRecord} for each message on its way, and beside it the message as it
 * is sent, with Bcc.
 */
final class SendRecords {
    private static final String MESSAGE = ".eml";
    private static final String RECORD = ".json";
    private static final String UNFINISHED = ".new";
    private static final int RECORD_OCTETS_MAX = 64 << 10;
    private static final int PIECE_OCTETS = 64 << 10;
    private static final Pattern NAME =
            Pattern.compile("([0-9a-f]{32})(?:\\.eml|\\.json)(?:\\.new)?");

    private final Path folder;
    private final Disk disk;

    SendRecords(Path folder, Disk disk) {
        this.folder = folder;
        this.disk = disk;
    }

    /** The message of a record. */
    Path message(String draft) {
        return folder.resolve(draft + MESSAGE);
    }

    /** Writes a message and its record, durably, the message first. */
    void begin(SendRecord record, InputStream message) throws IOException {
        disk.makeFolder(folder);
        Path unfinished = folder.resolve(record.draft() + MESSAGE + UNFINISHED);
        disk.remove(unfinished);
        byte[] piece = new byte[PIECE_OCTETS];
        try (Disk.Writing out = disk.create(unfinished)) {
            for (int n = message.read(piece); n >= 0; n = message.read(piece)) {
                out.write(ByteBuffer.wrap(piece, 0, n));
            }
            out.sync();
        }
        disk.rename(unfinished, message(record.draft()));
        write(record);
    }

    /** Writes a record in the place of the one before, durably. */
    void write(SendRecord record) throws IOException {
        Path unfinished = folder.resolve(record.draft() + RECORD + UNFINISHED);
        disk.remove(unfinished);
        try (Disk.Writing out = disk.create(unfinished)) {
            out.write(ByteBuffer.wrap(record.json()));
            out.sync();
        }
        disk.rename(unfinished, folder.resolve(record.draft() + RECORD));
        disk.sync(folder);
    }

    /** Forgets a message: first the record, so that what is left means nothing. */
    void remove(String draft) throws IOException {
        disk.remove(folder.resolve(draft + RECORD));
        disk.sync(folder);
        disk.remove(message(draft));
    }

    /** All records; files without one are removed. */
    List<SendRecord> all() throws IOException {
        List<SendRecord> all = new ArrayList<>();
        for (String draft : drafts()) {
            Optional<SendRecord> record = read(draft);
            if (record.isPresent()) {
                all.add(record.get());
            }
        }
        return all;
    }

    /** Removes what somebody who was stopped has left. Only when nobody is writing here. */
    void tidy() throws IOException {
        for (String draft : drafts()) {
            disk.remove(folder.resolve(draft + MESSAGE + UNFINISHED));
            disk.remove(folder.resolve(draft + RECORD + UNFINISHED));
            if (!Files.exists(folder.resolve(draft + RECORD))) {
                disk.remove(message(draft));
            }
        }
    }

    private List<String> drafts() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> NAME.matcher(String.valueOf(file.getFileName())))
                    .filter(java.util.regex.Matcher::matches)
                    .map(matcher -> matcher.group(1))
                    .distinct()
                    .sorted()
                    .toList();
        }
    }

    /** The record of a draft, if it is on its way. */
    Optional<SendRecord> read(String draft) throws IOException {
        try (InputStream in = Files.newInputStream(folder.resolve(draft + RECORD))) {
            return SendRecord.read(in.readNBytes(RECORD_OCTETS_MAX));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }
}
