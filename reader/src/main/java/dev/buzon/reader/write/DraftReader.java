package dev.buzon.reader.write;

import dev.buzon.reader.mime.Body;
import dev.buzon.reader.mime.Flowed;
import dev.buzon.reader.mime.Header;
import dev.buzon.reader.mime.HtmlText;
import dev.buzon.reader.mime.Mail;
import dev.buzon.reader.mime.Part;
import dev.buzon.reader.mime.Person;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes a draft of a message again: of one that was kept here, or of any other. */
final class DraftReader {
    private final Mail mail;
    private final Path file;
    private final Optional<DraftMemo> memo;

    private DraftReader(Mail mail, Path file, Optional<DraftMemo> memo) {
        this.mail = mail;
        this.file = file;
        this.memo = memo;
    }

    /** The message in this file. Its attachments stay there until the draft is kept anew. */
    static DraftReader in(Path file) throws IOException {
        Mail mail = Mail.of(file);
        Optional<DraftMemo> memo = mail.header().value(DraftMemo.FIELD).flatMap(DraftMemo::read);
        Optional<String> messageId = mail.header().messageId();
        boolean ours =
                memo.isPresent()
                        && messageId.isPresent()
                        && messageId.get().startsWith(memo.get().id() + "@");
        return new DraftReader(mail, file, ours ? memo : Optional.empty());
    }

    /** The id of a draft that was kept here, if this is one. */
    Optional<String> id() {
        return memo.map(DraftMemo::id);
    }

    /** How often it was kept before. */
    long version() {
        return memo.map(DraftMemo::version).orElse(0L);
    }

    /**
     * The draft. A message that is none of our drafts gets a new id.
     *
     * @param own whose it is when it does not say so itself
     */
    Draft draft(Own own) throws IOException {
        Header header = mail.header();
        Optional<List<List<Person>>> typed = memo.flatMap(DraftMemo::people);
        List<Person> from = named(header.from());
        Draft empty =
                Draft.empty(own.account(), from.isEmpty() ? own.first().person() : from.getFirst());
        String account = memo.map(DraftMemo::account).orElse(own.account());
        Draft draft =
                (memo.isPresent() ? empty.withId(memo.get().id()) : empty)
                        .from(account, empty.from())
                        .to(
                                typed.map(List::getFirst).orElseGet(() -> named(header.to())),
                                typed.map(lists -> lists.get(1))
                                        .orElseGet(() -> named(header.cc())),
                                typed.map(List::getLast).orElseGet(() -> named(header.bcc())))
                        .subject(Subjects.oneLine(header.subject()))
                        .answering(
                                header.inReplyTo().stream().filter(MessageIds::fit).findFirst(),
                                header.references().stream().filter(MessageIds::fit).toList())
                        .receipts(memo.map(DraftMemo::receipts).orElse(Draft.Receipts.NONE))
                        .origin(memo.flatMap(DraftMemo::origin));
        Body body = mail.body(Body.Preferred.PLAIN);
        return draft.text(text(body), html()).attachments(attachments(body));
    }

    private static List<Person> named(List<Person> people) {
        return people.stream().filter(one -> !one.address().isBlank()).toList();
    }

    private static String text(Body body) throws IOException {
        StringBuilder text = new StringBuilder();
        for (Body.Shown shown : body.shown()) {
            String piece =
                    switch (shown) {
                        case Body.Plain plain -> plain(plain);
                        case Body.Html html -> HtmlText.of(html.part().text(), DraftCheck.TEXT_MAX);
                        case Body.Image _ -> "";
                    };
            text.append(text.isEmpty() || piece.isEmpty() ? "" : "\n").append(piece);
        }
        return Subjects.cut(text.toString(), DraftCheck.TEXT_MAX);
    }

    /** A plain text as it is edited. */
    static String plain(Body.Plain plain) throws IOException {
        String text = plain.part().text();
        String ended = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        return plain.flowed() ? FlowedText.edited(Flowed.lines(ended, true, plain.delSp())) : ended;
    }

    private Optional<String> html() throws IOException {
        Optional<Part> html = mail.body(Body.Preferred.HTML).html();
        return html.isEmpty() ? Optional.empty() : Optional.of(html.get().text());
    }

    private List<Attachment> attachments(Body body) {
        List<String> ids = memo.map(DraftMemo::attachments).orElse(List.of());
        List<Attachment> attachments = new ArrayList<>();
        for (Part part : body.attachments()) {
            int number = attachments.size();
            String id = number < ids.size() ? ids.get(number) : MessageIds.newToken();
            attachments.add(attachment(id, file, part));
        }
        return attachments;
    }

    static Attachment attachment(String id, Path file, Part part) {
        return new Attachment(
                id,
                part.name(),
                part.type(),
                part.octets(),
                new Attachment.OfPart(file, part.id()));
    }
}
