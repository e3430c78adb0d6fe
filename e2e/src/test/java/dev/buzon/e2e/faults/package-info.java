/**
 * The collector with everything against it: lines that break anywhere, servers that refuse and
 * stall, disks that fill, fail and lose what was not synced, and SIGKILL. Every message that was
 * given to the server is looked for afterwards.
 */
@org.jspecify.annotations.NullMarked
package dev.buzon.e2e.faults;
