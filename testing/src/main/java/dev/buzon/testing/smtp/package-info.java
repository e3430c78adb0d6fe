/**
 * A submission server that does what servers should not do: {@link
 * dev.buzon.testing.smtp.MisbehavingSubmission} follows a script of {@link
 * dev.buzon.testing.smtp.SmtpQuirk}s and keeps what it took.
 */
@NullMarked
package dev.buzon.testing.smtp;

import org.jspecify.annotations.NullMarked;
