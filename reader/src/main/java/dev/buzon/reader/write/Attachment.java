package dev.buzon.reader.write;

import dev.buzon.reader.mime.Mail;
import dev.buzon.reader.mime.Part;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Something that goes with a draft.
 *
 * @param id its name within the draft, the same as long as it is attached
 * @param name of the file, as the recipient sees it
 * @param type its media type in lower case without parameters
 * @param octets how many it has, about
 * @param content where they are
 */
public record Attachment(String id, String name, String type, long octets, Content content) {
    /** Where the octets of an attachment are. They are read each time the draft is written. */
    public sealed interface Content {
        /** The octets from the beginning. */
        InputStream open() throws IOException;
    }

    /** A file of its own. */
    public record OfFile(Path file) implements Content {
        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(file);
        }
    }

    /**
     * A part of a message, decoded.
     *
     * @param message the message's file
     * @param part the part's id in it
     */
    public record OfPart(Path message, String part) implements Content {
        @Override
        public InputStream open() throws IOException {
            Part found =
                    Mail.of(message)
                            .part(part)
                            .orElseThrow(() -> new NoSuchFileException(message + " part " + part));
            return found.open();
        }
    }

    /**
     * A message as it is, to be sent on inside another one (message/rfc822).
     *
     * @param message the message's file
     */
    public record OfMessage(Path message) implements Content {
        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(message);
        }
    }

    /** Octets in memory, for what is small. */
    public static final class Octets implements Content {
        private final byte[] octets;

        private Octets(byte[] octets) {
            this.octets = octets;
        }

        /** These octets; a copy is kept. */
        public static Octets of(byte[] octets) {
            return new Octets(octets.clone());
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(octets);
        }
    }

    /** The same from another place. */
    public Attachment in(Content other) {
        return new Attachment(id, name, type, octets, other);
    }
}
