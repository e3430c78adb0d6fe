/**
 * What the folders of all accounts hold, in one SQLite file: lists, counts, conversations,
 * full-text search. The folders are the truth; the index can be thrown away and made again at any
 * time.
 */
@NullMarked
package dev.buzon.reader.index;

import org.jspecify.annotations.NullMarked;
