package dev.buzon.reader.index;

import dev.buzon.reader.folder.Held;
import dev.buzon.reader.mime.Person;
import java.util.List;

/**
 * What the index keeps of a message.
 *
 * @param held its file
 * @param date in milliseconds
 * @param recipients all of them
 * @param messageId may be empty
 * @param linked the ids of messages it answers or refers to
 * @param answerWithoutLinks whether its subject says it is an answer, and nothing says to what
 * @param words the text for the search, with the names of attachments
 * @param understood whether it could be read as a message
 */
record Facts(
        Held held,
        long date,
        List<Person> from,
        List<Person> recipients,
        String subject,
        String messageId,
        List<String> linked,
        boolean answerWithoutLinks,
        boolean attachments,
        String preview,
        String words,
        boolean understood) {
    Person author() {
        return from.isEmpty() ? new Person("", "") : from.getFirst();
    }
}
