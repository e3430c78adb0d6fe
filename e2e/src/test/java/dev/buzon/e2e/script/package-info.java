/**
 * Session scripts: what a {@code .session} file says, as values, and the strict parser for it.
 * Octets are kept as <em>octet strings</em>: Strings in which every char is one octet (ISO 8859-1).
 * No sockets here; docs/sessions.md describes the format.
 */
@NullMarked
package dev.buzon.e2e.script;

import org.jspecify.annotations.NullMarked;
