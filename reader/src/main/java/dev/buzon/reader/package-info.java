/**
 * The reader: a mail program for one person on a page of their own computer. Folders of mail on
 * disk are the truth; everything else can be made again from them.
 */
@NullMarked
package dev.buzon.reader;

import org.jspecify.annotations.NullMarked;
