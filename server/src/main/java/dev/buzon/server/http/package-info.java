/**
 * HTTP for what programs ask before they speak mail. The only package that knows Helidon, whose
 * classes are loaded when the configuration has an HTTP listener and not before.
 */
@NullMarked
package dev.buzon.server.http;

import org.jspecify.annotations.NullMarked;
