package dev.buzon.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * A person's account: an address, its other names, its devices and its rules.
 *
 * @param address the account's own address, and its key
 * @param aliases other addresses whose mail it gets; no two accounts share one
 * @param devices its devices, each name once, at least one
 * @param quotaOctets how many octets its maildrop may hold, the bin not counted; 0 = no limit
 * @param rules when its messages leave the post office by themselves
 */
public record Account(
        Address address,
        Set<Address> aliases,
        List<Device> devices,
        long quotaOctets,
        Rules rules) {
    /**
     * When messages leave by themselves, whoever has or has not deleted them; both empty = never
     * (RFC 1939 §8).
     *
     * @param daysAfterArrival days after delivery
     * @param daysAfterFetch days after the last of the devices that see a message has fetched it
     */
    public record Rules(OptionalInt daysAfterArrival, OptionalInt daysAfterFetch) {
        /** Messages stay until they are deleted. */
        public static final Rules NEVER = new Rules(OptionalInt.empty(), OptionalInt.empty());

        public Rules {
            if (daysAfterArrival.orElse(0) < 0 || daysAfterFetch.orElse(0) < 0) {
                throw new IllegalArgumentException("days are counted from 0");
            }
        }

        /**
         * Whether it is time for a message to leave.
         *
         * @param kept since when it has been there: its arrival, or when it came back from the bin
         * @param fetched when the last of the devices that see it fetched it; empty when one of
         *     them has not
         */
        public boolean due(Instant now, Instant kept, Optional<Instant> fetched) {
            return over(now, kept, daysAfterArrival)
                    || (fetched.isPresent() && over(now, fetched.get(), daysAfterFetch));
        }

        private static boolean over(Instant now, Instant from, OptionalInt days) {
            return days.isPresent() && !now.isBefore(from.plus(Duration.ofDays(days.getAsInt())));
        }
    }

    public Account {
        aliases = java.util.Collections.unmodifiableSet(new TreeSet<>(aliases));
        devices = List.copyOf(devices);
        if (devices.isEmpty()
                || devices.stream().map(Device::name).distinct().count() != devices.size()) {
            throw new IllegalArgumentException(
                    "an account has at least one device, each name once");
        }
        if (quotaOctets < 0) {
            throw new IllegalArgumentException("a quota is 0 (no limit) or a number of octets");
        }
    }

    /** The device of this name. */
    public Optional<Device> device(String name) {
        return devices.stream().filter(d -> d.name().equals(name)).findFirst();
    }

    /** This account with other aliases. */
    public Account withAliases(Set<Address> others) {
        return new Account(address, others, devices, quotaOctets, rules);
    }

    /** This account with other devices. */
    public Account withDevices(List<Device> others) {
        return new Account(address, aliases, others, quotaOctets, rules);
    }

    /** This account with another quota, in octets, 0 = no limit. */
    public Account withQuota(long octets) {
        return new Account(address, aliases, devices, octets, rules);
    }

    /** This account with other rules. */
    public Account withRules(Rules others) {
        return new Account(address, aliases, devices, quotaOctets, others);
    }
}
