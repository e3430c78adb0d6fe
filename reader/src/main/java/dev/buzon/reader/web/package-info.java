/**
 * The reader's HTTP: two listeners on the loopback address, the guard before them, static files,
 * live events, tickets for what the second listener shows, JSON in and out. The only package that
 * knows Helidon; it knows nothing of mail.
 */
@NullMarked
package dev.buzon.reader.web;

import org.jspecify.annotations.NullMarked;
