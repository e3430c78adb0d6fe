package dev.buzon.reader.write;

import dev.buzon.reader.mime.Person;
import java.util.List;
import java.util.Optional;

/**
 * A message that is being written. It may be unfinished: addresses may be half typed; whether it
 * can be sent is said by {@link DraftCheck}.
 *
 * @param id its name, also the left side of its Message-ID: the same from the first letter to the
 *     copy of what was sent
 * @param account the address of the account that sends it
 * @param from as whom it is sent
 * @param to to whom
 * @param cc who gets a copy
 * @param bcc who gets a copy that the others do not hear of
 * @param subject one line
 * @param text the plain text; lines end with LF, quoted lines begin with {@code >}
 * @param html the same in HTML, if it is sent in both forms
 * @param attachments what goes with it
 * @param inReplyTo the Message-ID it answers, without angle brackets
 * @param references the Message-IDs of the conversation, the oldest first, without angle brackets
 * @param receipts what the person wants to hear of it afterwards
 * @param origin the message it answers or forwards, if it is one of ours
 */
public record Draft(
        String id,
        String account,
        Person from,
        List<Person> to,
        List<Person> cc,
        List<Person> bcc,
        String subject,
        String text,
        Optional<String> html,
        List<Attachment> attachments,
        Optional<String> inReplyTo,
        List<String> references,
        Receipts receipts,
        Optional<Origin> origin) {

    /** Keeps copies. */
    public Draft {
        to = List.copyOf(to);
        cc = List.copyOf(cc);
        bcc = List.copyOf(bcc);
        attachments = List.copyOf(attachments);
        references = List.copyOf(references);
    }

    /**
     * What the person wants to hear of a message.
     *
     * @param read that it was read (RFC 8098); most programs ask their person first
     * @param delivery that it arrived (RFC 3461), where servers say so
     */
    public record Receipts(boolean read, boolean delivery) {
        /** Nothing. */
        public static final Receipts NONE = new Receipts(false, false);
    }

    /** What is done to a message by writing another one. */
    public enum Act {
        /** It is answered. */
        REPLY,
        /** It is sent on. */
        FORWARD
    }

    /**
     * The message that a draft is about, to be marked when the draft was sent.
     *
     * @param act how it is marked
     * @param account the address of the account in whose tree it is
     * @param directory of its folder in the tree; empty for the inbox
     * @param unique the part of its file's name that stays
     */
    public record Origin(Act act, String account, String directory, String unique) {}

    /** An empty one with a new id. */
    public static Draft empty(String account, Person from) {
        return new Draft(
                MessageIds.newToken(),
                account,
                from,
                List.of(),
                List.of(),
                List.of(),
                "",
                "",
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of(),
                Receipts.NONE,
                Optional.empty());
    }

    /** Its Message-ID without angle brackets: from its id and the account's domain. */
    public String messageId() {
        return MessageIds.of(id, account);
    }

    /** The attachment with this id. */
    public Optional<Attachment> attachment(String attachment) {
        return attachments.stream().filter(one -> one.id().equals(attachment)).findFirst();
    }

    /** The same sent as somebody else. */
    public Draft from(String otherAccount, Person other) {
        return new Draft(
                id,
                otherAccount,
                other,
                to,
                cc,
                bcc,
                subject,
                text,
                html,
                attachments,
                inReplyTo,
                references,
                receipts,
                origin);
    }

    /** The same to these people. */
    public Draft to(List<Person> nowTo, List<Person> nowCc, List<Person> nowBcc) {
        return new Draft(
                id,
                account,
                from,
                nowTo,
                nowCc,
                nowBcc,
                subject,
                text,
                html,
                attachments,
                inReplyTo,
                references,
                receipts,
                origin);
    }

    /** The same with another subject. */
    public Draft subject(String other) {
        return new Draft(
                id,
                account,
                from,
                to,
                cc,
                bcc,
                other,
                text,
                html,
                attachments,
                inReplyTo,
                references,
                receipts,
                origin);
    }

    /** The same with another text. */
    public Draft text(String other, Optional<String> otherHtml) {
        return new Draft(
                id,
                account,
                from,
                to,
                cc,
                bcc,
                subject,
                other,
                otherHtml,
                attachments,
                inReplyTo,
                references,
                receipts,
                origin);
    }

    /** The same with other attachments. */
    public Draft attachments(List<Attachment> others) {
        return new Draft(
                id,
                account,
                from,
                to,
                cc,
                bcc,
                subject,
                text,
                html,
                others,
                inReplyTo,
                references,
                receipts,
                origin);
    }

    /** The same with other wishes for receipts. */
    public Draft receipts(Receipts others) {
        return new Draft(
                id,
                account,
                from,
                to,
                cc,
                bcc,
                subject,
                text,
                html,
                attachments,
                inReplyTo,
                references,
                others,
                origin);
    }

    /** The same in another conversation. */
    public Draft answering(Optional<String> parent, List<String> conversation) {
        return new Draft(
                id,
                account,
                from,
                to,
                cc,
                bcc,
                subject,
                text,
                html,
                attachments,
                parent,
                conversation,
                receipts,
                origin);
    }

    /** The same about another message of ours, or about none. */
    public Draft origin(Optional<Origin> other) {
        return new Draft(
                id,
                account,
                from,
                to,
                cc,
                bcc,
                subject,
                text,
                html,
                attachments,
                inReplyTo,
                references,
                receipts,
                other);
    }

    /** The same as another message: with a new id, and so with a new Message-ID. */
    public Draft again() {
        return withId(MessageIds.newToken());
    }

    Draft withId(String other) {
        return new Draft(
                other,
                account,
                from,
                to,
                cc,
                bcc,
                subject,
                text,
                html,
                attachments,
                inReplyTo,
                references,
                receipts,
                origin);
    }
}
