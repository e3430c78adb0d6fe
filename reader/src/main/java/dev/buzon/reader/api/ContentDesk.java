package dev.buzon.reader.api;

import dev.buzon.reader.index.Index;
import dev.buzon.reader.index.Row;
import dev.buzon.reader.mime.Mail;
import dev.buzon.reader.mime.Part;
import dev.buzon.reader.show.Page;
import dev.buzon.reader.web.Answer;
import dev.buzon.reader.web.FileNames;
import dev.buzon.reader.web.RefusedException;
import dev.buzon.reader.web.Site;
import dev.buzon.reader.web.Texts;
import dev.buzon.reader.web.Ticket;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * What messages bring with them, on the second listener. Everything but a message's text made safe,
 * and images that are images by their own octets, is to be saved and never shown.
 */
final class ContentDesk implements Site.Shown {
    private static final String POLICY = "Content-Security-Policy";
    private static final String DISPOSITION = "Content-Disposition";
    private static final String UNKNOWN = "application/octet-stream";

    /** Octets by which images are known. */
    private static final int MAGIC = 16;

    private final Site site;
    private final Index index;
    private final Pieces pieces;

    ContentDesk(Site site, Index index) {
        this.site = site;
        this.index = index;
        this.pieces = new Pieces(site.tickets());
    }

    @Override
    public Answer answer(Ticket ticket, Texts texts) throws RefusedException, IOException {
        Row row = index.row(ticket.thing()).orElseThrow(() -> new RefusedException(410, "gone"));
        Path file = index.file(ticket.thing()).orElseThrow(() -> new RefusedException(410, "gone"));
        return switch (ticket.kind()) {
            case VIEW -> view(ticket, Mail.of(file));
            case INLINE -> image(part(file, ticket), texts);
            case PREVIEW -> preview(part(file, ticket), texts);
            case ATTACHMENT -> attachment(part(file, ticket));
            case SOURCE -> framed(source(file));
            case RAW -> raw(row, file);
            case ALL -> all(Mail.of(file));
            case EXPORT -> throw RefusedException.missing();
        };
    }

    private static Part part(Path file, Ticket ticket) throws IOException, RefusedException {
        return Mail.of(file).part(ticket.part()).orElseThrow(RefusedException::missing);
    }

    private Answer view(Ticket ticket, Mail mail) throws IOException {
        Pieces.Wishes wishes = Pieces.Wishes.of(ticket.wishes());
        Page page = pieces.page(ticket.thing(), mail, wishes);
        return Answer.octets(
                        200,
                        "text/html; charset=utf-8",
                        page.html().getBytes(StandardCharsets.UTF_8))
                .with(POLICY, site.viewPolicy(wishes.remote() ? " https: http:" : ""));
    }

    /** What may stand in a frame of the page, and can do nothing there. */
    private Answer framed(Answer answer) {
        return answer.with(POLICY, site.viewPolicy(""));
    }

    private Answer image(Part part, Texts texts) throws IOException, RefusedException {
        byte[] begin;
        try (InputStream in = part.open()) {
            begin = in.readNBytes(MAGIC);
        }
        String type = raster(begin);
        if (type.isEmpty()) {
            throw new RefusedException(415, "no-image", part.name(), texts.language());
        }
        return Answer.stream(type, OptionalLong.empty(), out -> copy(part, out))
                .with(DISPOSITION, "inline");
    }

    /** The type of an image by its first octets; whatever its header says counts for nothing. */
    static String raster(byte[] begin) {
        String text = new String(begin, StandardCharsets.ISO_8859_1);
        if (text.startsWith("\u0089PNG\r\n\u001a\n")) {
            return "image/png";
        }
        if (text.startsWith("\u00ff\u00d8\u00ff")) {
            return "image/jpeg";
        }
        if (text.startsWith("GIF87a") || text.startsWith("GIF89a")) {
            return "image/gif";
        }
        if (text.startsWith("RIFF") && text.startsWith("WEBP", 8)) {
            return "image/webp";
        }
        if (text.startsWith("ftypavif", 4) || text.startsWith("ftypavis", 4)) {
            return "image/avif";
        }
        return text.startsWith("BM") && begin.length == MAGIC ? "image/bmp" : "";
    }

    private Answer preview(Part part, Texts texts) throws IOException, RefusedException {
        if (part.type().equals("text/plain")) {
            byte[] text = part.text().getBytes(StandardCharsets.UTF_8);
            return framed(Answer.octets(200, "text/plain; charset=utf-8", text));
        }
        return framed(image(part, texts));
    }

    private static Answer attachment(Part part) {
        return Answer.stream(UNKNOWN, OptionalLong.empty(), out -> copy(part, out))
                .with(DISPOSITION, FileNames.attachment(part.name()));
    }

    private static void copy(Part part, OutputStream out) throws IOException {
        try (InputStream in = part.open()) {
            in.transferTo(out);
        }
    }

    private static Answer source(Path file) throws IOException {
        return Answer.stream(
                "text/plain; charset=utf-8",
                OptionalLong.of(Files.size(file)),
                out -> Files.copy(file, out));
    }

    private static Answer raw(Row row, Path file) throws IOException {
        return Answer.stream(
                        UNKNOWN, OptionalLong.of(Files.size(file)), out -> Files.copy(file, out))
                .with(DISPOSITION, FileNames.attachment(Pieces.fileName(row)));
    }

    private static Answer all(Mail mail) {
        return Answer.stream("application/zip", OptionalLong.empty(), out -> zip(mail, out))
                .with(DISPOSITION, FileNames.attachment("attachments.zip"));
    }

    private static void zip(Mail mail, OutputStream out) throws IOException {
        Set<String> names = new HashSet<>();
        try (var zip = new ZipOutputStream(out)) {
            for (Part part : mail.body().attachments()) {
                zip.putNextEntry(new ZipEntry(unused(part.name(), names)));
                try (InputStream in = new BufferedInputStream(part.open())) {
                    in.transferTo(zip);
                }
                zip.closeEntry();
            }
        }
    }

    /** The name, with a number when there is one like it. */
    private static String unused(String name, Set<String> names) {
        int dot = name.lastIndexOf('.');
        String begin = dot > 0 ? name.substring(0, dot) : name;
        String end = dot > 0 ? name.substring(dot) : "";
        String free = name;
        for (int i = 2; !names.add(free.toLowerCase(java.util.Locale.ROOT)); i++) {
            free = begin + " (" + i + ")" + end;
        }
        return free;
    }
}
