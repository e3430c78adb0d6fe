package dev.buzon.reader.index;

/**
 * Names a folder of an account.
 *
 * @param account the account's address
 * @param directory the folder's directory in the account's tree; empty for the inbox
 */
public record FolderRef(String account, String directory) {}
