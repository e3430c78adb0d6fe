/**
 * The collector as a provider of {@code pop3} and {@code pop3s} for programs written to Jakarta
 * Mail: with this jar on the class path {@code session.getStore("pop3s")} is Buzon's, and nothing
 * in the program changes. What is different from other providers: messages are read ahead in a
 * pipeline, a deletion that did not happen is an exception, a message that was cut is an exception,
 * and no password travels in clear unless the program says so.
 */
@NullMarked
package dev.buzon.jakarta;

import org.jspecify.annotations.NullMarked;
