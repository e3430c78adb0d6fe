/** The files of the page, looked at without a browser. */
@org.jspecify.annotations.NullMarked
package dev.buzon.reader.page;
