package dev.buzon.reader.index;

import dev.buzon.reader.mime.Person;
import java.util.ArrayList;
import java.util.List;

/** People in one column: name and address apart by a unit separator, each ended by a record's. */
final class People {
    private static final char UNIT = '\u001f';
    private static final char RECORD = '\u001e';

    private People() {}

    static String text(List<Person> people) {
        StringBuilder text = new StringBuilder();
        for (Person person : people) {
            text.append(plain(person.name())).append(UNIT);
            text.append(plain(person.address())).append(RECORD);
        }
        return text.toString();
    }

    private static String plain(String text) {
        return text.replace(UNIT, ' ').replace(RECORD, ' ');
    }

    static List<Person> of(String text) {
        List<Person> people = new ArrayList<>();
        int start = 0;
        for (int end = text.indexOf(RECORD); end >= 0; end = text.indexOf(RECORD, start)) {
            int unit = text.indexOf(UNIT, start);
            people.add(new Person(text.substring(start, unit), text.substring(unit + 1, end)));
            start = end + 1;
        }
        return people;
    }
}
