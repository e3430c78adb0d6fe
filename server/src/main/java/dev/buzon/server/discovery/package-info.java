/**
 * What mail programs are told that look for their settings: the documents of three conventions, and
 * the records of the DNS that lead to them. Pure: from the configuration and a request to octets.
 */
@NullMarked
package dev.buzon.server.discovery;

import org.jspecify.annotations.NullMarked;
