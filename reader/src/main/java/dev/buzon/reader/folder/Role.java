package dev.buzon.reader.folder;

import java.util.List;
import java.util.Locale;

/** What a folder is for. Known by its name, in English or Spanish, as other programs wrote it. */
public enum Role {
    /** Where mail arrives: the Maildir itself. */
    INBOX(List.of()),
    /** What is being written. */
    DRAFTS(List.of("Drafts", "Borradores", "Draft", "Borrador")),
    /** What was sent. */
    SENT(
            List.of(
                    "Sent",
                    "Enviados",
                    "Sent Items",
                    "Sent Messages",
                    "Sent Mail",
                    "Elementos enviados",
                    "Correo enviado")),
    /** What nobody wants. */
    JUNK(
            List.of(
                    "Junk",
                    "Spam",
                    "Correo no deseado",
                    "Junk E-mail",
                    "Junk Email",
                    "Bulk Mail",
                    "No deseado")),
    /**
     * What waits for its end. The collector knows the same names ({@code Maildir.thrownAway}): in
     * such a folder a message counts as thrown away.
     */
    TRASH(List.of("Trash", "Papelera", "Deleted Messages", "Deleted Items", "Deleted")),
    /** What is kept and out of the way. */
    ARCHIVE(List.of("Archive", "Archivo", "Archives", "Archivos", "Archivados"));

    private final List<String> names;

    Role(List<String> names) {
        this.names = names;
    }

    /** The names by which such a folder is known, the one it is created with first. */
    public List<String> names() {
        return names;
    }

    /** How early in {@link #names} this name comes; negative when it is none of them. */
    int rank(String name) {
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))) {
                return i;
            }
        }
        return -1;
    }
}
