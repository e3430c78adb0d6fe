/**
 * SMTP (RFC 5321), submission (RFC 6409) and LMTP (RFC 2033) for both sides, with PIPELINING, SIZE,
 * 8BITMIME, SMTPUTF8, ENHANCEDSTATUSCODES, CHUNKING, STARTTLS, AUTH and the parameters of DSN.
 * Octets and values go in, values and octets come out; no socket, no clock, no thread.
 *
 * <h2>A server</h2>
 *
 * <p>{@link dev.buzon.protocol.smtp.SmtpDecoder} cuts octets into lines, {@link
 * dev.buzon.protocol.smtp.SmtpSession} takes them and says what to do next, {@link
 * dev.buzon.protocol.smtp.SmtpBody} passes the content of a message. {@link
 * dev.buzon.protocol.smtp.SmtpProfile} says which of the three services it is. The driver is one
 * loop; {@code in} is the buffer of octets read and not yet handled:
 *
 * <pre>{@code
 * SmtpSession session = new SmtpSession(profile, tlsFromTheStart);
 * SmtpDecoder decoder = new SmtpDecoder();
 * SmtpAction action = session.greet();
 * while (true) {
 *     action = switch (action) {
 *         case Send(var replies) -> { write(replies); yield session.on(read()); }
 *         case Read() -> session.on(read());
 *         case CheckSender(var mail) -> session.senderChecked(mayUse(session.user(), mail.from()));
 *         case CheckRecipient(var rcpt, var mail) -> session.recipientChecked(lookUp(rcpt.to()));
 *         case Receive(var go, var envelope, var first, var body) -> {
 *             go.ifPresent(reply -> { write(reply); flush(); });
 *             if (first) sink = open(envelope);
 *             yield session.received(move(body, sink)); // ACCEPTED, DISK_FULL, LOOP ...
 *         }
 *         case Skip(var body) -> { move(body, nowhere); yield session.skipped(); }
 *         case Deliver(var envelope) -> session.delivered(sink.deliver(envelope));
 *         case Answered(var reply) -> { write(reply); flush(); yield session.delivered(next()); }
 *         case Abandon(var then) -> { sink.abandon(); yield then; }
 *         case StartTls(var reply) -> {
 *             write(reply); flush();
 *             if (in.hasRemaining()) return; // injected commands: close, never execute (S-034)
 *             handshake(); decoder = new SmtpDecoder();
 *             yield session.tlsStarted(exporterIsThere);
 *         }
 *         case Authenticate(var mechanism, var initial) -> {
 *             sasl = start(mechanism);
 *             yield session.authenticated(sasl.begin(initial));
 *         }
 *         case AuthStep(var response) -> session.authenticated(sasl.step(response));
 *         case Close(var replies) -> { abandonSink(); write(replies); flush(); return; }
 *     };
 * }
 * }</pre>
 *
 * <p>{@code read()} loops: {@code decoder.read(in, session.expects())}; if that is empty, flush
 * what was written and fill {@code in} from the connection. Replies are so gathered while pipelined
 * commands are at hand and flushed before any wait (RFC 2920 §3.2). A timeout there: {@code action
 * = session.timedOut()}; the server stops: {@code session.shutdown()}; end of stream: abandon and
 * return. {@code move(body, sink)} loops over {@code body.take(in, content)} as its page shows; the
 * octets it gives are exactly those to store. When writing to the sink fails, it goes on moving and
 * returns the failure in the end.
 *
 * <p>What the session judges itself, and the driver need not: syntax, order, limits of lines,
 * addresses, recipients and size, lone CR and LF, the end of the data, missing authentication,
 * non-ASCII addresses without SMTPUTF8, too many errors. What it cannot know, and asks for: whether
 * a sender, a recipient or a password is right, and whether a message is safe on disk ({@link
 * dev.buzon.protocol.smtp.SmtpOutcome}). All texts are in one place, and none repeats the client's
 * words.
 *
 * <h2>A client</h2>
 *
 * <p>{@link dev.buzon.protocol.smtp.SmtpPrinter} prints commands, {@link
 * dev.buzon.protocol.smtp.SmtpReplyDecoder} reads replies, {@link
 * dev.buzon.protocol.smtp.SmtpCapabilities} holds what the server offers, and {@link
 * dev.buzon.protocol.smtp.SmtpTransfer} carries one message through: which commands go out
 * together, which recipients were taken, how it ended for each.
 *
 * <pre>{@code
 * SmtpTransfer transfer = new SmtpTransfer(outgoing, capabilities, lmtp);
 * SmtpTransfer.Step step = transfer.start();
 * while (true) {
 *     step = switch (step) {
 *         case Write(var commands) -> { write(commands, message); yield transfer.on(readReply()); }
 *         case Await() -> transfer.on(readReply());
 *         case WriteContent() -> { stuff(message); yield transfer.on(readReply()); }
 *         case WriteNothing() -> { write(".\r\n"); yield transfer.on(readReply()); }
 *         case Done(var result) -> { return result; }
 *     };
 * }
 * }</pre>
 *
 * <p>Where CHUNKING is offered a {@code Write} holds BDAT commands, and {@code write} puts behind
 * each the octets of the message that it announces. When the connection breaks: {@code
 * transfer.lost()}, or {@code transfer.brokeOff()} if the message did not go out to its end. Who
 * logs in first asks {@link dev.buzon.protocol.smtp.SmtpLoginPlan} for the ways.
 */
@NullMarked
package dev.buzon.protocol.smtp;

import org.jspecify.annotations.NullMarked;
