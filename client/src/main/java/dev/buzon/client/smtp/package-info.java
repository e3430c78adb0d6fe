/**
 * The submission client (RFC 6409): {@link dev.buzon.client.smtp.Submission} says where and as
 * whom, {@link dev.buzon.client.smtp.Letter} is a message that is fit to be sent, {@link
 * dev.buzon.client.smtp.Envelope} from whom and to whom it goes, {@link
 * dev.buzon.client.smtp.SubmissionSession} sends, and {@link dev.buzon.client.smtp.SendReport} says
 * what became of it for everyone. When to try again is decided elsewhere.
 */
@NullMarked
package dev.buzon.client.smtp;

import org.jspecify.annotations.NullMarked;
