/**
 * Messages made safe to look at: from a {@link dev.buzon.reader.mime.Body} to a whole HTML document
 * for a sandboxed frame. No file, network, clock or thread.
 */
@NullMarked
package dev.buzon.reader.show;

import org.jspecify.annotations.NullMarked;
