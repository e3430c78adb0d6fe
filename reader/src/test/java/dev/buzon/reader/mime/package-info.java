/** Tests of messages as people read them. */
package dev.buzon.reader.mime;
