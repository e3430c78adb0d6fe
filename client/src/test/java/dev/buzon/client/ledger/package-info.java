@NullMarked
package dev.buzon.client.ledger;

import org.jspecify.annotations.NullMarked;
