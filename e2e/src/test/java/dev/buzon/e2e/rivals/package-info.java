/**
 * The collector beside fetchmail, getmail6, mpop (Debian), Angus Mail and commons-net (Maven):
 * every one a process of its own on the same line to the same server, measured from outside. {@code
 * RivalsCampaign} does everything and writes docs/collector-performance.md; {@code RivalsTest} is
 * the short form that every build runs. A new program is one class that implements {@code Rival}.
 */
@NullMarked
package dev.buzon.e2e.rivals;

import org.jspecify.annotations.NullMarked;
