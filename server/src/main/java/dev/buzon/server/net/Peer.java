package dev.buzon.server.net;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Who is at the other end. */
public sealed interface Peer {
    /** A client that came over TCP. */
    record Tcp(InetSocketAddress address) implements Peer {
        @Override
        public boolean loopback() {
            return address.getAddress().isLoopbackAddress();
        }

        @Override
        public String text() {
            InetAddress ip = address.getAddress();
            String host = ip.getHostAddress();
            int zone = host.indexOf('%');
            String bare = zone < 0 ? host : host.substring(0, zone);
            return ip instanceof Inet6Address
                    ? "[" + bare + "]:" + address.getPort()
                    : bare + ":" + address.getPort();
        }

        /**
         * The address as RFC 5321 §4.1.3 writes it in a Received line: {@code IPv6:} before a
         * version 6 one.
         */
        public String addressLiteral() {
            InetAddress ip = address.getAddress();
            String host = ip.getHostAddress();
            int zone = host.indexOf('%');
            String bare = zone < 0 ? host : host.substring(0, zone);
            return ip instanceof Inet6Address ? "[IPv6:" + bare + "]" : "[" + bare + "]";
        }
    }

    /** A program of this machine, over a Unix domain socket. */
    record Local() implements Peer {
        @Override
        public boolean loopback() {
            return true;
        }

        @Override
        public String text() {
            return "local";
        }
    }

    /** Whether it is this machine itself, so that nobody in between can listen. */
    boolean loopback();

    /** Address and port, or {@code local}: for logs. */
    String text();
}
