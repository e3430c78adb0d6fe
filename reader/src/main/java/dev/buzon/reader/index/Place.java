package dev.buzon.reader.index;

import dev.buzon.reader.folder.MailTree;

/**
 * An account's folders.
 *
 * @param account the account's address
 * @param tree its folders
 */
public record Place(String account, MailTree tree) {}
