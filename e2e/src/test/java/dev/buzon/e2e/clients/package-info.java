/**
 * Mail programs that nobody here wrote (curl, fetchmail, getmail6, mpop, mutt, swaks, from Debian's
 * packages) against a whole post office on its real store: what each collects, deletes, leaves and
 * sends, compared octet by octet. {@code ForeignClientsTest} writes the result into
 * docs/clients.md. A new program is one class that implements {@code Collector} or {@code Sender}.
 */
@NullMarked
package dev.buzon.e2e.clients;

import org.jspecify.annotations.NullMarked;
