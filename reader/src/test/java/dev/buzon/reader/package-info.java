/** Tests of the whole reader: its page's API against real folders and a post office. */
@NullMarked
package dev.buzon.reader;

import org.jspecify.annotations.NullMarked;
