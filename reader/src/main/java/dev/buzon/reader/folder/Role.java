package dev.buzon.reader.folder;

import java.util.List;
import java.util.Locale;

/** What a folder is for. Known by its name, in English or Spanish, as other programs wrote it. */
public enum Role {
    /** Where mail arrives: the Maildir itself. */
    INBOX(),
    /** What is being written. */
    DRAFTS("Drafts", "Borradores", "Draft", "Borrador"),
    /** What was sent. */
    SENT(
            "Sent",
            "Enviados",
            "Sent Items",
            "Sent Messages",
            "Sent Mail",
            "Elementos enviados",
            "Correo enviado"),
    /** What nobody wants. */
    JUNK(
            "Junk",
            "Spam",
            "Correo no deseado",
            "Junk E-mail",
            "Junk Email",
            "Bulk Mail",
            "No deseado"),
    /**
     * What waits for its end. The collector knows the same names ({@code Maildir.thrownAway}): in
     * such a folder a message counts as thrown away.
     */
    TRASH("Trash", "Papelera", "Deleted Messages", "Deleted Items", "Deleted"),
    /** What is kept and out of the way. */
    ARCHIVE("Archive", "Archivo", "Archives", "Archivos", "Archivados");

    private final String names;

    Role(String... names) {
        this.names = String.join(",", names);
    }

    /** The names by which such a folder is known, the one it is created with first. */
    public List<String> names() {
        return names.isEmpty() ? List.of() : List.of(names.split(",", -1));
    }

    /** How early in {@link #names} this name comes; negative when it is none of them. */
    int rank(String name) {
        return names().stream()
                .map(known -> known.toLowerCase(Locale.ROOT))
                .toList()
                .indexOf(name.toLowerCase(Locale.ROOT));
    }
}
