/**
 * Where collected messages go: a Maildir, an mbox file, a program's own code, or memory. Each sink
 * can say after a crash whether a message had arrived, which is what makes collecting exact.
 */
@NullMarked
package dev.buzon.client.sink;

import org.jspecify.annotations.NullMarked;
