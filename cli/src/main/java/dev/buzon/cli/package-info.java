/**
 * The {@code buzon} command: what people type, what they read, and the exit codes that scripts see
 * (0 done, 1 failed, 2 wrong use). Here lives no protocol and no rule of the post office: commands
 * ask {@code server} and {@code bench}. The talk of {@code buzon try} is a plain socket client on
 * purpose, so that what it shows is what the server said.
 */
@NullMarked
package dev.buzon.cli;

import org.jspecify.annotations.NullMarked;
