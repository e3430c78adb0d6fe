package dev.buzon.client.discovery;

import dev.buzon.client.discovery.offer.Settings;

/**
 * An answer of a source.
 *
 * @param rank its place among the answers of the same source, from 0
 */
record Found(Source source, int rank, Origin origin, Settings settings) {}
