/** Tests of messages made safe to look at. */
package dev.buzon.reader.show;
