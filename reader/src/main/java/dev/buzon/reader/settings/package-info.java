/** What a person has chosen for the reader itself, in one file of the reader's own. */
@NullMarked
package dev.buzon.reader.settings;

import org.jspecify.annotations.NullMarked;
