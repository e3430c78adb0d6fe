/**
 * What is known of each message of an account, kept so that a stop at any moment loses nothing of
 * it: which were collected, where they went, which deletions are still owed. The format is
 * docs/ledger-format.md.
 */
@NullMarked
package dev.buzon.client.ledger;

import org.jspecify.annotations.NullMarked;
