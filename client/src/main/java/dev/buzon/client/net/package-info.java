/**
 * A connection to a server, for a client: dialled, encrypted, checked, limited in time and in pace.
 * It knows lines and octets and no protocol; POP3 and submission stand on it.
 *
 * <ul>
 *   <li>{@link dev.buzon.client.net.Connection}: octets in, octets out, TLS at once or later.
 *   <li>{@link dev.buzon.client.net.Trust}: whose certificates are believed; {@link
 *       dev.buzon.client.net.HostNames}: whether a certificate is for the host that was asked for.
 *   <li>{@link dev.buzon.client.net.NetException}: everything that can go wrong on the way.
 *   <li>{@link dev.buzon.client.net.Printable}: the one way in which a server's text reaches a
 *       person.
 * </ul>
 */
@NullMarked
package dev.buzon.client.net;

import org.jspecify.annotations.NullMarked;
