/**
 * The few things the collector does to files: what ledger and sinks are built on, and what tests
 * let fail at every step.
 */
@NullMarked
package dev.buzon.client.disk;

import org.jspecify.annotations.NullMarked;
