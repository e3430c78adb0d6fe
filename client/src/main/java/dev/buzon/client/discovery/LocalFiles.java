package dev.buzon.client.discovery;

import dev.buzon.client.discovery.file.AutoconfigFile;
import dev.buzon.client.discovery.file.UnreadableFileException;
import dev.buzon.client.discovery.offer.Settings;
import dev.buzon.client.discovery.reach.NoAnswerException;
import dev.buzon.client.discovery.reach.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Files that the owner of this machine put there: {@code example.org.xml}, in autoconfig's form.
 */
final class LocalFiles {
    /** The largest file that is read, in octets. */
    private static final int OCTETS_LIMIT = 256 * 1024;

    private LocalFiles() {}

    static void ask(Inquiry inquiry) {
        int rank = 0;
        for (Path folder : inquiry.wishes().folders()) {
            // a domain has letters, digits, dots and hyphens: it cannot lead out of the folder
            Path file = folder.resolve(inquiry.address().domain() + ".xml");
            Optional<Settings> settings =
                    inquiry.ask(Source.LOCAL_FILE, file.toString(), () -> read(inquiry, file));
            if (settings.isPresent()) {
                inquiry.offer(Source.LOCAL_FILE, rank++, Origin.LOCAL, settings.get());
            }
        }
    }

    private static Inquiry.Told<Settings> read(Inquiry inquiry, Path file)
            throws NoAnswerException, UnreadableFileException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] octets = in.readNBytes(OCTETS_LIMIT + 1);
            return new Inquiry.Told<>(
                    AutoconfigFile.read(octets, inquiry.address()), Verdict.ANSWERED, "");
        } catch (NoSuchFileException _) {
            throw new NoAnswerException(Verdict.NOTHING, "there is no such file");
        } catch (IOException _) {
            throw new NoAnswerException(Verdict.UNREACHABLE, "the file cannot be read");
        }
    }
}
