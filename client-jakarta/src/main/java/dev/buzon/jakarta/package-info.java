/** The collector as a provider of {@code pop3} and {@code pop3s} for jakarta.mail programs. */
@NullMarked
package dev.buzon.jakarta;

import org.jspecify.annotations.NullMarked;
