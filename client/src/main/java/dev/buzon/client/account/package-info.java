/**
 * The accounts of a person: a small file of text for each, which says where its mail is, where it
 * goes and what stays behind. Passwords are never in it, only the name of the place where they are.
 */
@NullMarked
package dev.buzon.client.account;

import org.jspecify.annotations.NullMarked;
