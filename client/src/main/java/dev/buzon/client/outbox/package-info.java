/**
 * Where messages wait until they were sent. {@link dev.buzon.client.outbox.Outbox} is a folder that
 * survives a crash at any point; {@link dev.buzon.client.outbox.OutboxEntry} says how far one
 * message is, recipient by recipient. A message has three files in the folder, readable by their
 * owner alone:
 *
 * <ul>
 *   <li>{@code ID.eml}: the message as it is sent, with its Message-ID and without Bcc;
 *   <li>{@code ID.job}: what happened to it, a line for each event, synced before anything depends
 *       on it; the fate of a message is what its lines add up to;
 *   <li>{@code ID.lock}: locked by the process that is sending it, so that two may work at once.
 * </ul>
 */
@NullMarked
package dev.buzon.client.outbox;

import org.jspecify.annotations.NullMarked;
