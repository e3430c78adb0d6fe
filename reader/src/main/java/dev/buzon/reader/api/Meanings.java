package dev.buzon.reader.api;

import dev.buzon.client.own.OwnFailureException;
import dev.buzon.reader.folder.FolderRefusedException;
import dev.buzon.reader.folder.NoRoomException;
import dev.buzon.reader.index.IndexDamagedException;
import dev.buzon.reader.index.UnreadableSearchException;
import dev.buzon.reader.setup.OwnTrouble;
import dev.buzon.reader.web.RefusedException;
import dev.buzon.reader.work.Sentence;
import dev.buzon.reader.write.DraftRefusedException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the exceptions of the reader mean to a person. */
public final class Meanings {
    private Meanings() {}

    /** The refusal that says it; empty for what nobody thought of. */
    public static Optional<RefusedException> find(Exception failure) {
        return switch (failure) {
            case RefusedException e -> Optional.of(e);
            case OwnFailureException e -> Optional.of(OwnTrouble.refusal(e));
            case UnreadableSearchException e ->
                    Optional.of(new RefusedException(400, "search." + word(e.why()), e.word()));
            case IOException e -> Optional.of(of(e));
            case Exception _ -> Optional.empty();
        };
    }

    /** The refusal that says what a file or a disk did. */
    public static RefusedException of(IOException failure) {
        return switch (failure) {
            case BoundedInput.TooMuch e -> new RefusedException(413, "too-large", e.most() >> 20);
            case NoRoomException _ -> new RefusedException(507, "no-room");
            case FolderRefusedException e ->
                    new RefusedException(409, "folder." + word(e.why()), e.name());
            case DraftRefusedException e ->
                    new RefusedException(422, "draft." + word(e.why()), e.about(), e.field());
            case IndexDamagedException _ -> new RefusedException(500, "index-damaged");
            case NoSuchFileException _ -> new RefusedException(410, "gone");
            case AccessDeniedException e ->
                    new RefusedException(500, "not-allowed", String.valueOf(e.getFile()));
            case FileSystemException e ->
                    new RefusedException(
                            500,
                            "disk",
                            String.valueOf(e.getFile()),
                            String.valueOf(e.getReason()));
            case IOException e ->
                    new RefusedException(500, "disk", "", String.valueOf(e.getMessage()));
        };
    }

    private static String word(Enum<?> why) {
        return why.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The same as a sentence that is said later, in whatever language. */
    public static Sentence sentence(Exception failure) {
        return find(failure)
                .map(refusal -> new Sentence("error." + refusal.code(), refusal.with()))
                .orElseGet(() ->
                        new Sentence(
                                "error.unexpected", List.of(failure.getClass().getSimpleName())));
    }
}
