/**
 * Configuration files as providers publish them: autoconfig, Autodiscover, PACC. Octets in, values
 * out; everything is bounded and nothing outside the octets is ever looked at.
 */
@NullMarked
package dev.buzon.client.discovery.file;

import org.jspecify.annotations.NullMarked;
