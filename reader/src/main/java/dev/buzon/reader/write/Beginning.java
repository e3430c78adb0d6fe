package dev.buzon.reader.write;

import dev.buzon.reader.mime.Body;
import dev.buzon.reader.mime.Mail;
import dev.buzon.reader.mime.Part;
import dev.buzon.reader.mime.Person;
import dev.buzon.reader.write.Own.Identity;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How a draft begins: empty, from a link, as an answer to a message, or to send one on. */
public final class Beginning {
    private final Own own;
    private final Phrases phrases;
    private final ZoneId zone;

    /**
     * For this person.
     *
     * @param phrases in the language they write in
     * @param zone in which dates are said
     */
    public Beginning(Own own, Phrases phrases, ZoneId zone) {
        this.own = own;
        this.phrases = phrases;
        this.zone = zone;
    }

    /** A new message. */
    public Started fresh(List<Person> to) {
        Draft draft = Draft.empty(own.account(), own.first().person());
        return started(draft.to(to, List.of(), List.of()), "", own.first());
    }

    /** A new message as a {@code mailto:} link wants it (RFC 6068). */
    public Started link(String link) {
        MailtoLink said = MailtoLink.parse(link);
        Started begun = fresh(said.to());
        Draft draft =
                begun.draft()
                        .to(said.to(), said.cc(), said.bcc())
                        .subject(said.subject())
                        .answering(said.inReplyTo(), said.inReplyTo().stream().toList());
        String text = said.body().isEmpty() ? draft.text() : said.body() + draft.text();
        return new Started(draft.text(text, Optional.empty()), "", begun.signature());
    }

    /** An answer to the author, or whom they want to be answered. */
    public Started reply(Original original) throws IOException {
        Recipients people = new Recipients(own, original.mail().header());
        return answer(original, people.reply(), List.of(), people.identity());
    }

    /** An answer to everybody who got the message. */
    public Started replyAll(Original original) throws IOException {
        Recipients people = new Recipients(own, original.mail().header());
        return answer(original, people.all(), people.allCc(), people.identity());
    }

    private Started answer(Original original, List<Person> to, List<Person> cc, Identity identity)
            throws IOException {
        var header = original.mail().header();
        List<String> references =
                MessageIds.conversation(
                        header.references(), header.inReplyTo(), header.messageId());
        Draft draft =
                Draft.empty(own.account(), identity.person())
                        .to(to, cc, List.of())
                        .subject(Subjects.reply(header.subject()))
                        .answering(header.messageId().filter(MessageIds::fit), references)
                        .origin(Optional.of(original.origin(Draft.Act.REPLY)));
        return started(draft, quoting().answered(original.mail()), identity);
    }

    /** A message sent on as text, with what was attached to it. */
    public Started forward(Original original) throws IOException {
        List<Attachment> attachments = new ArrayList<>();
        for (Part part : original.mail().body(Body.Preferred.PLAIN).attachments()) {
            attachments.add(DraftReader.attachment(MessageIds.newToken(), original.file(), part));
        }
        return forwarding(original, attachments, quoting().forwarded(original.mail()));
    }

    /** A message sent on as it is, attached. */
    public Started attach(Original original) throws IOException {
        Mail mail = original.mail();
        String subject = Subjects.plain(mail.header().subject());
        String name = (subject.isEmpty() ? phrases.message() : Subjects.cut(subject, 100)) + ".eml";
        Attachment whole =
                new Attachment(
                        MessageIds.newToken(),
                        name.replace('/', '-'),
                        Composed.MESSAGE,
                        mail.octets(),
                        new Attachment.OfMessage(original.file()));
        return forwarding(original, List.of(whole), "");
    }

    private Started forwarding(Original original, List<Attachment> attachments, String text) {
        var header = original.mail().header();
        Identity identity = new Recipients(own, header).identity();
        Draft draft =
                Draft.empty(own.account(), identity.person())
                        .subject(Subjects.forward(header.subject()))
                        .attachments(attachments)
                        .answering(
                                Optional.empty(),
                                MessageIds.conversation(
                                        header.references(),
                                        header.inReplyTo(),
                                        header.messageId()))
                        .origin(Optional.of(original.origin(Draft.Act.FORWARD)));
        return started(draft, text, identity);
    }

    private Quoting quoting() {
        return new Quoting(phrases, zone);
    }

    private static Started started(Draft draft, String quote, Identity identity) {
        String signature = FlowedText.clean(identity.signature()).strip();
        StringBuilder text = new StringBuilder("\n");
        if (!quote.isEmpty()) {
            text.append('\n').append(quote).append('\n');
        }
        if (!signature.isEmpty()) {
            text.append('\n').append(FlowedText.SIGNATURE_MARK).append('\n').append(signature);
        }
        return new Started(draft.text(text.toString(), Optional.empty()), quote, signature);
    }
}
