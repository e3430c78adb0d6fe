/** Tests of the reader's HTTP, over sockets. */
@NullMarked
package dev.buzon.reader.web;

import org.jspecify.annotations.NullMarked;
