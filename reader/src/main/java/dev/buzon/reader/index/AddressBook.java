package dev.buzon.reader.index;

import dev.buzon.reader.folder.Role;
import dev.buzon.reader.mime.Person;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The people mail came from or went to. */
final class AddressBook {
    /** Recipients of one message that are learned: more of them is no letter to people. */
    private static final int RECIPIENTS_MAX = 50;

    private static final int ADDRESS_MAX = 254;

    /** After so many milliseconds somebody counts half: 90 days. */
    private static final long HALF = 90L * 24 * 3600 * 1000;

    private final Session session;
    private final long now;

    AddressBook(Session session, long now) {
        this.session = session;
        this.now = now;
    }

    /** Learns who is named in a message; junk teaches nothing. */
    void learn(Optional<Role> role, Facts facts) throws SQLException {
        if (role.equals(Optional.of(Role.JUNK)) || role.equals(Optional.of(Role.DRAFTS))) {
            return;
        }
        boolean written = role.equals(Optional.of(Role.SENT));
        List<Person> people = written ? facts.recipients() : facts.from();
        for (Person person : people.subList(0, Math.min(people.size(), RECIPIENTS_MAX))) {
            learn(person, written, Math.min(now, facts.date()));
        }
    }

    private void learn(Person person, boolean written, long when) throws SQLException {
        String address = person.address();
        int at = address.indexOf('@');
        if (at <= 0 || address.length() > ADDRESS_MAX || address.indexOf(' ') >= 0) {
            return;
        }
        session.run(
                "INSERT INTO address(key, address, name, folded, seen, written, last)"
                        + " VALUES(?, ?, ?, ?, ?, ?, ?) ON CONFLICT(key) DO UPDATE SET"
                        + " name = CASE WHEN excluded.name <> '' AND excluded.last >= last"
                        + "     THEN excluded.name ELSE name END,"
                        + " folded = CASE WHEN excluded.name <> '' AND excluded.last >= last"
                        + "     THEN excluded.folded ELSE folded END,"
                        + " seen = seen + excluded.seen, written = written + excluded.written,"
                        + " last = max(last, excluded.last)",
                address.toLowerCase(Locale.ROOT),
                address,
                person.name(),
                folded(person),
                written ? 0 : 1,
                written ? 1 : 0,
                when);
    }

    /** Every word of name and address behind a blank. */
    private static String folded(Person person) {
        String address = person.address().toLowerCase(Locale.ROOT);
        String name = Folding.fold(person.name()).replaceAll("[^\\p{L}\\p{N}]+", " ");
        return " " + name + " " + address + " " + address.substring(address.indexOf('@') + 1);
    }

    List<Addressee> beginning(String text, int count) throws SQLException {
        String wanted = " " + Folding.fold(Folding.cut(text.strip(), ADDRESS_MAX));
        return session.all(
                "SELECT name, address, seen + written FROM address WHERE instr(folded, ?) > 0"
                        + " ORDER BY (8.0 * written + min(seen, 20))"
                        + " / (1.0 + max(0, ? - last) / "
                        + HALF
                        + ".0) DESC, key LIMIT ?",
                row -> new Addressee(row.getString(1), row.getString(2), row.getLong(3)),
                wanted,
                now,
                count);
    }
}
