package dev.buzon.reader.mime;

import dev.buzon.reader.mime.Body.Preferred;
import dev.buzon.reader.mime.Body.Shown;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Chooses what of a message is shown (RFC 2046 §5.1, RFC 2387). As deep as the limit of the scan.
 */
final class BodyChoice {
    /** More pieces are attachments. */
    static final int SHOWN_MAX = 100;

    private static final Set<String> TEXTS =
            Set.of(
                    "text/plain",
                    "text/enriched",
                    "text/markdown",
                    "text/x-patch",
                    "text/x-diff",
                    "text/x-markdown",
                    "text");

    private static final Set<String> IMAGES =
            Set.of("image/png", "image/jpeg", "image/jpg", "image/gif", "image/webp");

    private static final Set<String> SIGNATURES =
            Set.of(
                    "application/pgp-signature",
                    "application/pkcs7-signature",
                    "application/x-pkcs7-signature");

    private final Preferred preferred;
    private final List<Shown> shown = new ArrayList<>();
    private final Map<String, Part> inline = new HashMap<>();
    private final List<Part> attachments = new ArrayList<>();

    private BodyChoice(Preferred preferred) {
        this.preferred = preferred;
    }

    static Body of(Part root, Preferred preferred) {
        BodyChoice choice = new BodyChoice(preferred);
        choice.look(root);
        return new Body(choice.shown, choice.inline, choice.attachments);
    }

    private void look(Part part) {
        if (part.children().isEmpty() || !part.is("multipart")) {
            leaf(part);
            return;
        }
        Part first = part.children().getFirst();
        switch (part.type()) {
            case "multipart/alternative" -> alternative(part);
            case "multipart/related" -> related(part);
            case "multipart/signed" -> signed(part);
            case "multipart/report" -> {
                look(first);
                rest(part, first).forEach(this::attach);
            }
            case "multipart/appledouble" -> { // its first part is for Macs only (RFC 1740)
                boolean alone = part.children().size() == 1;
                (alone ? part.children() : rest(part, first)).forEach(this::look);
            }
            default -> part.children().forEach(this::look);
        }
    }

    private static List<Part> rest(Part parent, Part without) {
        return parent.children().stream().filter(child -> child != without).toList();
    }

    private void signed(Part part) {
        look(part.children().getFirst());
        for (Part other : rest(part, part.children().getFirst())) {
            if (!SIGNATURES.contains(other.type())) {
                attach(other);
            }
        }
    }

    /** The root is the one that is named, or the first (RFC 2387 §3.2). */
    private void related(Part part) {
        String start = part.parameter("start").map(BodyChoice::key).orElse("");
        Part root =
                part.children().stream()
                        .filter(child ->
                                child.contentId().map(BodyChoice::key).orElse("").equals(start))
                        .findFirst()
                        .orElse(part.children().getFirst());
        look(root);
        for (Part other : rest(part, root)) {
            if (other.is("multipart")) {
                look(other);
            } else if (!isInline(other)) {
                leaf(other);
            }
        }
    }

    /** The last form that can be shown, or the plain one; from the others only what is no text. */
    private void alternative(Part part) {
        Part chosen = part.children().getFirst();
        boolean found = false;
        for (Part child : part.children()) {
            boolean plain = child.type().equals("text/plain");
            if (canShow(child) && !(found && preferred == Preferred.PLAIN)) {
                boolean wanted = preferred == Preferred.HTML || plain || !found;
                chosen = wanted ? child : chosen;
                found |= preferred == Preferred.HTML || plain;
            }
        }
        look(chosen);
        for (Part other : rest(part, chosen)) {
            others(other);
        }
    }

    private static boolean canShow(Part part) {
        return isText(part) || part.children().stream().anyMatch(BodyChoice::canShow);
    }

    private void others(Part part) {
        if (part.is("multipart")) {
            part.children().forEach(this::others);
        } else if (!isText(part) && !isInline(part)) {
            attach(part);
        }
    }

    private static boolean isText(Part part) {
        return part.type().equals("text/html") || TEXTS.contains(part.type());
    }

    private boolean isInline(Part part) {
        boolean image = IMAGES.contains(part.type());
        if (image) {
            part.contentId().ifPresent(id -> inline.putIfAbsent(key(id), part));
            part.header()
                    .value("Content-Location")
                    .ifPresent(location -> inline.putIfAbsent(key(location), part));
        }
        return image
                && preferred == Preferred.HTML
                && part.contentId().isPresent()
                && part.disposition() != Part.Disposition.ATTACHMENT;
    }

    private void leaf(Part part) {
        boolean attached =
                part.disposition() == Part.Disposition.ATTACHMENT
                        || (part.named() && !shown.isEmpty())
                        || shown.size() >= SHOWN_MAX;
        if (isText(part) && !attached) {
            show(part);
            part.children().forEach(this::attach); // files that were uuencoded in it
        } else if (!isInline(part)) {
            boolean small = part.octets() <= Body.IMAGE_OCTETS_MAX;
            if (IMAGES.contains(part.type())
                    && part.disposition() != Part.Disposition.ATTACHMENT
                    && small
                    && shown.size() < SHOWN_MAX) {
                shown.add(new Body.Image(part));
            }
            attach(part);
        }
    }

    private void show(Part part) {
        if (part.type().equals("text/html")) {
            shown.add(new Body.Html(part));
        } else {
            String format = part.parameter("format").orElse("");
            String delSp = part.parameter("delsp").orElse("");
            shown.add(
                    new Body.Plain(
                            part,
                            format.equalsIgnoreCase("flowed"),
                            delSp.equalsIgnoreCase("yes")));
        }
    }

    private void attach(Part part) {
        if (part.is("multipart") && !part.children().isEmpty()) {
            part.children().forEach(this::attach);
        } else {
            attachments.add(part);
        }
    }

    /** How Content-IDs are compared: without brackets and in lower case. */
    static String key(String id) {
        return id.replace("<", "").replace(">", "").strip().toLowerCase(Locale.ROOT);
    }
}
