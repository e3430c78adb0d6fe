@org.jspecify.annotations.NullMarked
package dev.buzon.client.smtp;
