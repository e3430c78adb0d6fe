/**
 * What every engine of the store must pass: {@link dev.buzon.store.contract.MailStoreContract},
 * which an engine's test class extends. After each test a validator counts everything the store
 * holds. No engine lives here, and nothing that is not for tests.
 */
@NullMarked
package dev.buzon.store.contract;

import org.jspecify.annotations.NullMarked;
