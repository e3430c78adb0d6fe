/**
 * Setting an account up and changing it: the search for its servers, the first login, a look at
 * what would be collected, access by OAuth, where its mail goes. What it saves is what {@code buzon
 * account add} saves.
 */
@NullMarked
package dev.buzon.reader.setup;

import org.jspecify.annotations.NullMarked;
