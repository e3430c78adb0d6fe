package dev.buzon.client.sync;

/**
 * What a run would do.
 *
 * @param plan message by message; empty when the server could not be asked
 * @param report what was found out on the way, and how it ended
 */
public record DryRun(SyncPlan plan, SyncReport report) {}
