package dev.buzon.client.discovery.reach;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;

/** To which addresses a stranger's answer may lead us. */
@FunctionalInterface
public interface AddressPolicy {
    /** Whether a connection to this address may be made. */
    boolean allows(InetAddress address);

    /**
     * Addresses out in the world: not this machine, not the private, link-local, shared (RFC 6598
     * §7) or multicast networks, however they are wrapped in IPv6. The networks for documentation
     * are allowed; nobody is there.
     */
    static AddressPolicy publicOnly() {
        return address ->
                address instanceof Inet4Address
                        ? isPublic4(address.getAddress())
                        : isPublic6(address.getAddress());
    }

    /** All addresses: for one's own network, when the person says so. */
    static AddressPolicy any() {
        return _ -> true;
    }

    private static boolean isPublic4(byte[] octets) {
        int first = octets[0] & 0xff;
        int second = octets[1] & 0xff;
        int third = octets[2] & 0xff;
        return switch (first) {
            case 0, 10, 127 -> false;
            case 100 -> (second & 0xc0) != 64;
            case 169 -> second != 254;
            case 172 -> (second & 0xf0) != 16;
            case 192 -> second != 168 && !(second == 0 && third == 0);
            case 198 -> (second & 0xfe) != 18;
            default -> first < 224;
        };
    }

    private static boolean isPublic6(byte[] octets) {
        int front = (octets[0] & 0xff) << 8 | (octets[1] & 0xff);
        int next = (octets[2] & 0xff) << 8 | (octets[3] & 0xff);
        if (front == 0x0064 && next == 0xff9b && zeros(octets, 4, 12)) {
            return embedded(octets, 12); // IPv4 behind a translator (RFC 6052 §2.1)
        }
        if (front == 0x2002) {
            return embedded(octets, 2); // 6to4 (RFC 3056 §2)
        }
        boolean teredo = front == 0x2001 && next == 0;
        // 2000::/3 is all that was ever given out; mapped, compatible and local ones are outside
        return (front & 0xe000) == 0x2000 && !teredo;
    }

    private static boolean embedded(byte[] octets, int at) {
        return isPublic4(Arrays.copyOfRange(octets, at, at + 4));
    }

    private static boolean zeros(byte[] octets, int from, int to) {
        for (int i = from; i < to; i++) {
            if (octets[i] != 0) {
                return false;
            }
        }
        return true;
    }
}
