package dev.buzon.reader.index;

import dev.buzon.reader.folder.FileName;
import dev.buzon.reader.folder.Flag;
import dev.buzon.reader.folder.Role;
import dev.buzon.reader.mime.Person;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Puts messages into the tables, changes them and takes them out, inside of a transaction. */
final class Storing {
    private static final String INSERT =
            "INSERT INTO message(id, folder, uniq, file, fresh, marks, octets, date, conversation,"
                    + " id_hash, subject_hash, orphan, from_key, subject_key, from_name,"
                    + " from_address, recipients, subject, message_id, preview)"
                    + " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final Session session;
    private final AddressBook addresses;

    Storing(Session session, long now) {
        this.session = session;
        this.addresses = new AddressBook(session, now);
    }

    /**
     * Puts a message in.
     *
     * @return its id; empty when there is one in that place already
     */
    Optional<Long> insert(long folder, Optional<Role> role, Facts facts) throws SQLException {
        String unique = facts.held().unique();
        if (session.number(
                        "SELECT count(*) FROM message WHERE uniq = ? AND folder = ?",
                        unique,
                        folder)
                > 0) {
            return Optional.empty();
        }
        long id = 1 + session.number("SELECT seq FROM sqlite_sequence WHERE name = 'message'");
        String plain = Folding.plainSubject(facts.subject());
        long subject = plain.isEmpty() ? 0 : Hash.of(Folding.fold(plain));
        long conversation = new Joining(session).conversation(id, facts, subject);
        FileName name = facts.held().name();
        session.run(
                INSERT,
                id,
                folder,
                unique,
                name.text(),
                name.fresh(),
                marks(name, facts.attachments()),
                facts.held().octets(),
                facts.date(),
                conversation,
                idHash(facts),
                subject,
                facts.answerWithoutLinks(),
                Folding.key(facts.author().shown()),
                Folding.key(plain),
                facts.author().name(),
                facts.author().address(),
                People.text(facts.recipients().stream().limit(Row.TO_MAX).toList()),
                facts.subject(),
                facts.messageId(),
                facts.preview());
        session.run(
                "INSERT INTO words(rowid, sender, recipients, subject, body) VALUES(?, ?, ?, ?, ?)",
                id,
                names(facts.from()),
                names(facts.recipients()),
                facts.subject(),
                facts.words());
        addresses.learn(role, facts);
        return Optional.of(id);
    }

    private static String names(List<Person> people) {
        return people.stream()
                .map(person -> person.name() + " " + person.address())
                .collect(Collectors.joining("\n"));
    }

    /** What stands for a message wherever it is: its Message-ID, or else its name. */
    static long idHash(Facts facts) {
        return Hash.of(
                facts.messageId().isEmpty() ? "/" + facts.held().unique() : facts.messageId());
    }

    static int marks(FileName name, boolean attachments) {
        return Flag.bits(name.flags()) | (attachments ? Schema.ATTACHMENTS : 0);
    }

    /**
     * A message has another place or other flags.
     *
     * @return whether it could be put there; not when another row has that place
     */
    boolean place(long id, long folder, FileName name) throws SQLException {
        if (session.number(
                        "SELECT count(*) FROM message WHERE uniq = ? AND folder = ? AND id <> ?",
                        name.unique(),
                        folder,
                        id)
                > 0) {
            return false;
        }
        session.run(
                "UPDATE message SET folder = ?, uniq = ?, file = ?, fresh = ?,"
                        + " marks = (marks & ?) | ? WHERE id = ?",
                folder,
                name.unique(),
                name.text(),
                name.fresh(),
                Schema.ATTACHMENTS,
                Flag.bits(name.flags()),
                id);
        return true;
    }

    /** Takes a message out. */
    void remove(long id) throws SQLException {
        long conversation = session.number("SELECT conversation FROM message WHERE id = ?", id);
        session.run("DELETE FROM message WHERE id = ?", id);
        session.run("DELETE FROM words WHERE rowid = ?", id);
        if (session.number(
                        "SELECT count(*) FROM (SELECT 1 FROM message WHERE conversation = ?"
                                + " LIMIT 1)",
                        conversation)
                == 0) {
            session.run("DELETE FROM node WHERE conversation = ?", conversation);
        }
    }

    /** Empties all tables but that of the folders, which are to be listed again. */
    static Session forgetEverything(Session session) throws SQLException {
        for (String table : List.of("message", "node", "head", "address")) {
            session.run("DELETE FROM " + table);
        }
        session.run("INSERT INTO words(words) VALUES('delete-all')");
        session.run("UPDATE folder SET fresh_at = 0, seen_at = 0, total = 0, unread = 0");
        session.run("DELETE FROM touched");
        return session;
    }
}
