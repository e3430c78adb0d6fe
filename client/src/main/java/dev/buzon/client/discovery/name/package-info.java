/** Mail addresses, domains and host names: who owns one, and how it is shown to a person. */
@NullMarked
package dev.buzon.client.discovery.name;

import org.jspecify.annotations.NullMarked;
