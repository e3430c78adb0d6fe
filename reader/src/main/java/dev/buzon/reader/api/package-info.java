/**
 * What the page asks for and does, as JSON: folders, messages, search, writing, sending,
 * collecting, accounts, import and export; and what messages bring with them, on the second
 * listener. Nothing is decided here about mail: that is done by the packages below.
 */
@NullMarked
package dev.buzon.reader.api;

import org.jspecify.annotations.NullMarked;
