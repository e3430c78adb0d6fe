@org.jspecify.annotations.NullMarked
package dev.buzon.server.discovery;
