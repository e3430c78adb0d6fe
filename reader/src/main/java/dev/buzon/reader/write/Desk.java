package dev.buzon.reader.write;

import dev.buzon.reader.folder.MailTree;
import java.io.IOException;
import java.util.List;

/** The accounts a person writes with, as drafts need to know them. */
public interface Desk {
    /** As whom they write with each account; asked again whenever it is needed. */
    List<Own> all() throws IOException;

    /**
     * The folders of an account.
     *
     * @throws IOException when there is no such account or its folders cannot be used
     */
    MailTree tree(String account) throws IOException;
}
