/**
 * Asking the DNS, the web and mail servers, for somebody who does not trust the answers: every
 * address is looked at before it is used, everything ends in time, and nothing secret is sent.
 */
@NullMarked
package dev.buzon.client.discovery.reach;

import org.jspecify.annotations.NullMarked;
