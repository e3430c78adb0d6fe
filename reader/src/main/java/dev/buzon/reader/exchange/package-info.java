/**
 * Mail from other programs and for other programs: mbox files, Maildirs, single files, the local
 * folders of a Thunderbird profile.
 */
@NullMarked
package dev.buzon.reader.exchange;

import org.jspecify.annotations.NullMarked;
