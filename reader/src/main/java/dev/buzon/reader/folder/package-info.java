/**
 * The folders of an account on disk: a Maildir++ tree, which other programs read and change while
 * we do. Every change goes by way of {@link dev.buzon.client.disk.Disk}; nothing is ever lost, and
 * no name leads out of the tree.
 */
@NullMarked
package dev.buzon.reader.folder;

import org.jspecify.annotations.NullMarked;
