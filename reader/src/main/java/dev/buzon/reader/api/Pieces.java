package dev.buzon.reader.api;

import dev.buzon.reader.index.Row;
import dev.buzon.reader.mime.Mail;
import dev.buzon.reader.mime.Part;
import dev.buzon.reader.show.Options;
import dev.buzon.reader.show.Page;
import dev.buzon.reader.show.Words;
import dev.buzon.reader.web.Ticket;
import dev.buzon.reader.web.Ticket.Kind;
import dev.buzon.reader.web.Tickets;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The addresses under which the pieces of a message are shown, and the text among them. */
final class Pieces {
    /** The images that browsers show and that are nothing but pictures. */
    private static final Set<String> RASTER =
            Set.of(
                    "image/png",
                    "image/jpeg",
                    "image/jpg",
                    "image/pjpeg",
                    "image/gif",
                    "image/webp",
                    "image/avif",
                    "image/bmp");

    private final Tickets tickets;

    Pieces(Tickets tickets) {
        this.tickets = tickets;
    }

    /**
     * How a text is shown.
     *
     * @param remote whether images are loaded from elsewhere
     * @param dark whether on a dark ground
     */
    record Wishes(boolean remote, boolean dark, String language) {
        /** In a few letters, for a ticket. */
        String letters() {
            return (remote ? "r" : "") + (dark ? "d" : "") + "-" + language;
        }

        static Wishes of(String letters) {
            String[] pieces = letters.split("-", 2);
            return new Wishes(
                    pieces[0].contains("r"),
                    pieces[0].contains("d"),
                    pieces.length > 1 ? pieces[1] : "en");
        }
    }

    /** Where the text of a message is shown. */
    String view(long id, Wishes wishes) {
        return tickets.address(new Ticket(Kind.VIEW, id, "", wishes.letters()), "message.html");
    }

    /** Where all of it is shown or saved. */
    String whole(long id, Kind kind, String name) {
        return tickets.address(new Ticket(kind, id, "", ""), name);
    }

    /** Where a part is shown or saved. */
    String part(long id, Kind kind, Part part) {
        return tickets.address(new Ticket(kind, id, part.id(), ""), part.name());
    }

    /** Whether a part can be looked at without being saved. */
    static boolean isPreviewed(Part part) {
        return RASTER.contains(part.type()) || part.type().equals("text/plain");
    }

    /** The text of a message, safe to look at. */
    Page page(long id, Mail mail, Wishes wishes) throws IOException {
        Map<String, String> inline = new LinkedHashMap<>();
        for (Part part : mail.parts()) {
            if (RASTER.contains(part.type())) {
                inline.put(part.id(), part(id, Kind.INLINE, part));
            }
        }
        Options.Colours colours = wishes.dark() ? Options.Colours.DARK : Options.Colours.LIGHT;
        Words words = wishes.language().equals("es") ? Words.SPANISH : Words.ENGLISH;
        return Page.of(mail.body(), new Options(wishes.remote(), inline, colours, words));
    }

    /** What a message's file is called when it is saved. */
    static String fileName(Row row) {
        String subject = row.subject().replaceAll("[\\p{Cntrl}/\\\\:*?\"<>|]", "_").strip();
        String name = subject.isEmpty() ? "message" : subject;
        int end = Math.min(name.length(), 80);
        return name.substring(0, end).toLowerCase(Locale.ROOT).endsWith(".eml")
                ? name.substring(0, end)
                : name.substring(0, end) + ".eml";
    }
}
