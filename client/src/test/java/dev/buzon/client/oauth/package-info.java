@NullMarked
package dev.buzon.client.oauth;

import org.jspecify.annotations.NullMarked;
