package dev.buzon.reader.mime;

import dev.buzon.message.AddressList;
import java.util.ArrayList;
import java.util.List;

/** The people in an address field. */
final class People {
    /** Characters of a name or an address that are shown. */
    private static final int LINE_MAX = 500;

    private People() {}

    /** The people in this value, unfolded but not decoded (RFC 5322 §3.4). */
    static List<Person> read(String value) {
        List<Person> people = new ArrayList<>();
        int before = 0;
        String group = "";
        for (AddressList.Part part : AddressList.parse(value)) {
            switch (part) {
                case AddressList.GroupStart start -> {
                    group = start.name();
                    before = people.size();
                }
                case AddressList.Mailbox mailbox -> people.add(person(mailbox));
                case AddressList.GroupEnd _ -> {
                    if (people.size() == before) { // such as "undisclosed-recipients:;"
                        people.add(new Person(name(group), ""));
                    }
                }
            }
        }
        return people;
    }

    /** Decoded only after it was taken apart: an encoded comma or bracket changes nothing. */
    private static Person person(AddressList.Mailbox mailbox) {
        String address = Cleaned.line(mailbox.address(), LINE_MAX);
        if (address.indexOf('@') < 0) {
            String name = name(mailbox.display());
            return new Person(name.isEmpty() ? name(mailbox.address()) : name, "");
        }
        int domain = address.lastIndexOf('@') + 1;
        String shown =
                Domains.lookalike(address.substring(domain))
                        .map(ascii -> address.substring(0, domain) + ascii)
                        .orElse(address);
        return new Person(name(mailbox.display()), shown);
    }

    private static String name(String text) {
        String name = Cleaned.line(EncodedText.decoded(text), LINE_MAX);
        boolean quoted =
                name.length() > 1
                        && ((name.startsWith("\"") && name.endsWith("\""))
                                || (name.startsWith("'") && name.endsWith("'")));
        return quoted ? name.substring(1, name.length() - 1).strip() : name;
    }
}
