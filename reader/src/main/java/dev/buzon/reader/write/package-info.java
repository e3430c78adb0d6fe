/**
 * What a person writes: drafts, how answers and forwards begin, and the octets they become. Knows
 * folders of mail, but no network and no index.
 *
 * <ul>
 *   <li>{@link dev.buzon.reader.write.Beginning} starts a {@link dev.buzon.reader.write.Draft}:
 *       new, from a link, as an answer, as a forward.
 *   <li>{@link dev.buzon.reader.write.Composed} is a draft as octets, in three forms: as kept, as
 *       sent, as the copy of what was sent.
 *   <li>{@link dev.buzon.reader.write.Drafts} keeps drafts in an account's folder while they are
 *       typed.
 * </ul>
 */
@NullMarked
package dev.buzon.reader.write;

import org.jspecify.annotations.NullMarked;
