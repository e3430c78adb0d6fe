/**
 * What a server is told before it starts: immutable records with a default for everything, read
 * from one TOML file. {@link dev.buzon.server.config.Settings} is the only table of keys; reading,
 * the check for unknown keys and the printed description all use it.
 */
@NullMarked
package dev.buzon.server.config;

import org.jspecify.annotations.NullMarked;
