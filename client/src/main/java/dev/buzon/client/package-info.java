/**
 * The half of Buzon that runs on a person's machine: what collects and sends mail. The packages
 * below hold one thing each; none of them knows the server.
 */
@NullMarked
package dev.buzon.client;

import org.jspecify.annotations.NullMarked;
