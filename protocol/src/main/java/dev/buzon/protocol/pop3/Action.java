package dev.buzon.protocol.pop3;

import dev.buzon.protocol.Secret;
import dev.buzon.protocol.sasl.SaslStep;
import java.util.BitSet;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the driver must do next. The core itself touches no socket, clock or store; each action
 * names the method of {@link Session} that takes its outcome.
 */
public sealed interface Action {
    /** Write this answer and take the next input. */
    record Answer(Reply reply) implements Action {}

    /** Check name and password and open the maildrop; then {@link Session#loginEnded}. */
    record LogIn(String user, Secret password) implements Action {}

    /**
     * Check the MD5 of timestamp and secret (RFC 1939 §7 APOP) and open the maildrop; then {@link
     * Session#loginEnded}.
     */
    record LogInByDigest(String user, String timestamp, String digest) implements Action {}

    /**
     * Check the password of a SASL exchange and open the maildrop; then {@link Session#loginEnded}.
     */
    record LogInBySasl(SaslStep.CheckPassword login) implements Action {}

    /** Look up what SCRAM needs of this user; then {@link Session#scramFound}. */
    record LookUpScram(SaslStep.LookUpScram user) implements Action {}

    /** The SASL exchange proved who it is: open the maildrop; then {@link Session#loginEnded}. */
    record OpenMaildrop(SaslStep.Succeeded login) implements Action {}

    /**
     * Open this message; write the answer, then the message, stuffed and ended by a dot; then
     * {@link Session#sent}. If it can not be opened, write nothing and call {@link
     * Session#unreadable}; if it fails later, cut the connection before the dot.
     *
     * @param bodyLines how many lines of the body, empty = all and the message counts as fetched
     *     (RFC 1939 §7 TOP)
     */
    record Send(Reply answer, int number, boolean utf8, OptionalInt bodyLines) implements Action {}

    /**
     * Make these deletes and fetches durable (RFC 1939 §6); then {@link Session#committed}. Bit n
     * is message number n.
     */
    record Commit(BitSet deleted, BitSet fetched) implements Action {}

    /**
     * Write this answer, shake hands for TLS, drop all input that came before; then {@link
     * Session#tlsStarted} (RFC 2595 §4).
     */
    record StartTls(Reply answer) implements Action {}

    /** Write the answer, if there is one, and close the connection. */
    record Close(Optional<Reply> answer) implements Action {}
}
