package dev.buzon.reader.exchange;

import dev.buzon.reader.exchange.Imported.Trouble;
import dev.buzon.reader.exchange.Imported.Why;
import dev.buzon.reader.folder.FileName;
import dev.buzon.reader.folder.Flag;
import dev.buzon.reader.folder.MailFolder;
import dev.buzon.reader.folder.NoRoomException;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Takes messages out of files, one after the other. */
final class Taking implements Closeable {
    private static final int BEGINNING_OCTETS = 16 * 1024;

    private final Watcher watcher;
    private final MailFolder target;
    private final Map<MailFolder, Intake> intakes = new HashMap<>();
    private final List<Trouble> troubles = new ArrayList<>();
    private long messages;
    private long octets;
    private long ofOctets;
    private long left;

    Taking(MailFolder target, Watcher watcher) {
        this.target = target;
        this.watcher = watcher;
    }

    void trouble(Path file, Why why) {
        if (troubles.size() < Imported.TROUBLES_MAX) {
            troubles.add(new Trouble(file, why));
        }
    }

    private Intake intake(MailFolder folder) throws IOException {
        Intake known = intakes.get(folder);
        if (known != null) {
            return known;
        }
        Intake intake = new Intake(folder);
        intakes.put(folder, intake);
        return intake;
    }

    private void step(long length) throws InterruptedException {
        messages++;
        octets += length;
        watcher.at(messages, octets, ofOctets);
        if (Thread.interrupted()) {
            throw new InterruptedException("the import was broken off");
        }
    }

    void mbox(Path file, MailFolder folder) throws IOException, InterruptedException {
        Intake intake = intake(folder);
        try (MboxReader reader = new MboxReader(Files.newInputStream(file))) {
            ofOctets += Files.size(file);
            if (!reader.begins()) {
                trouble(file, Why.NO_MBOX);
                return;
            }
            boolean more = true;
            while (more) {
                more = message(reader, file, intake);
            }
        } catch (NoRoomException e) {
            throw e;
        } catch (IOException e) {
            trouble(file, Why.UNREADABLE);
        }
        intake.commit();
    }

    private boolean message(MboxReader reader, Path file, Intake intake)
            throws IOException, InterruptedException {
        long before = reader.taken();
        try (Intake.Pending pending = new Intake.Pending()) {
            Optional<String> separator = reader.next(pending::take);
            if (separator.isEmpty()) {
                return false;
            }
            byte[] beginning = pending.beginning();
            Marks marks = Marks.of(beginning, Math.min(beginning.length, BEGINNING_OCTETS));
            if (pending.length() > Import.MESSAGE_OCTETS_MAX) {
                trouble(file, Why.TOO_LARGE);
            } else if (marks.deleted()) {
                left++;
            } else if (pending.length() > 0) {
                pending.into(intake, marks.flags());
            }
            step(reader.taken() - before);
            return true;
        }
    }

    void maildir(Path path, MailFolder folder) throws IOException, InterruptedException {
        Intake intake = intake(folder);
        for (String part : List.of("new", "cur")) {
            Path files = path.resolve(part);
            if (!Files.isDirectory(files, LinkOption.NOFOLLOW_LINKS)) {
                continue;
            }
            try (DirectoryStream<Path> each = Files.newDirectoryStream(files)) {
                for (Path file : each) {
                    String name = String.valueOf(file.getFileName());
                    if (!name.startsWith(".")) {
                        take(file, intake, new FileName(name, part.equals("new")).flags());
                    }
                }
            }
        }
        intake.commit();
    }

    void letter(Path file, MailFolder folder) throws IOException, InterruptedException {
        take(file, intake(folder), Set.of());
    }

    private void take(Path file, Intake intake, Set<Flag> named)
            throws IOException, InterruptedException {
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                trouble(file, Why.MISSING);
                return;
            }
            long length = Files.size(file);
            if (length > Import.MESSAGE_OCTETS_MAX) {
                trouble(file, Why.TOO_LARGE);
                return;
            }
            Marks marks = marks(file);
            Set<Flag> flags = EnumSet.noneOf(Flag.class);
            flags.addAll(named);
            flags.addAll(marks.flags());
            if (marks.deleted()) {
                left++;
            } else {
                intake.add(() -> new BufferedInputStream(Files.newInputStream(file)), flags);
            }
            step(length);
        } catch (NoRoomException e) {
            throw e;
        } catch (IOException e) {
            trouble(file, Why.UNREADABLE);
        }
    }

    private static Marks marks(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] beginning = in.readNBytes(BEGINNING_OCTETS);
            return Marks.of(beginning, beginning.length);
        }
    }

    Imported imported() throws IOException {
        long added = 0;
        long known = 0;
        for (Intake intake : intakes.values()) {
            intake.commit();
            added += intake.added;
            known += intake.known;
        }
        return new Imported(added, known, left, troubles);
    }

    @Override
    public void close() {
        intakes.values().forEach(Intake::close);
    }

    @Override
    public String toString() {
        return "import into " + target;
    }
}
