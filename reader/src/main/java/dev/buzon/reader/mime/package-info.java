/**
 * Messages as people read them: the tree of parts, decoded text, names, attachments, from octets or
 * a file of any size and in any state. Reads files; writes none, and knows no network, clock or
 * thread.
 *
 * <ul>
 *   <li>{@link dev.buzon.reader.mime.Mail#of(byte[])}, {@link
 *       dev.buzon.reader.mime.Mail#of(java.nio.file.Path)}: a message; its {@link
 *       dev.buzon.reader.mime.Header}, its {@link dev.buzon.reader.mime.Part}s, its {@link
 *       dev.buzon.reader.mime.Body} (what is shown and what is attached), preview and search text.
 *   <li>{@link dev.buzon.reader.mime.Limits} names every bound; what lies beyond one, and what
 *       looks like deceit, is said by a {@link dev.buzon.reader.mime.Warning}. Bad mail never
 *       throws.
 *   <li>{@link dev.buzon.reader.mime.Flowed} undoes format=flowed, {@link
 *       dev.buzon.reader.mime.HtmlText} makes text of HTML (replies, search), {@link
 *       dev.buzon.reader.mime.FileName} makes names safe.
 * </ul>
 *
 * <p>The structure is found by a scanner of our own ({@code Scan}) in one pass and with one stack:
 * Mime4j's pull parser gives no positions, so that attachments could not be decoded from the file
 * later; it reads each octet once per level of nesting; and it ends with an exception where a limit
 * of its own is reached, where we go on with a warning. Its decoders of base64 and quoted-printable
 * are used.
 */
@NullMarked
package dev.buzon.reader.mime;

import org.jspecify.annotations.NullMarked;
