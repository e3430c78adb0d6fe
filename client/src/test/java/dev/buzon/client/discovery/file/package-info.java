@org.jspecify.annotations.NullMarked
package dev.buzon.client.discovery.file;
