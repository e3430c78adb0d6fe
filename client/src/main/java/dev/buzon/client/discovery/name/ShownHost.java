package dev.buzon.client.discovery.name;

import dev.buzon.client.net.Printable;
import java.util.EnumSet;
import java.util.Set;

/**
 * A host name made ready for a person's eyes (C-028): who owns it comes first, nothing in it looks
 * like something else, and whatever is odd about it is said.
 *
 * @param ascii the name that is connected to, whole
 * @param shown the same for reading: in its own script where that cannot mislead, else as ASCII
 * @param owner the registered domain as ASCII, to be shown prominently and never cut; the whole
 *     host when none is known
 * @param ownerShown the same for reading
 * @param oddities what a person should be told about it
 */
public record ShownHost(
        String ascii, String shown, String owner, String ownerShown, Set<Oddity> oddities) {
    /** From this length on a name is long: a page may have cut it (autoconfig draft: 63). */
    private static final int LONG_CHARACTERS = 63;

    /** More labels than these hide who the owner is. */
    private static final int MANY_LABELS = 6;

    /** What is odd about a host name. */
    public enum Oddity {
        /** It is so long, or has so many labels, that its end might not be read. */
        LONG,
        /** It is shown as ASCII because its letters imitate others or are of several scripts. */
        MISLEADING_LETTERS,
        /** It is an address and not a name. */
        ADDRESS,
        /** The mail domain stands in it, but somebody else owns it. */
        IMITATES_DOMAIN,
        /** The owner's name is almost the mail domain, but is not. */
        LOOKS_LIKE_DOMAIN
    }

    /** Keeps a copy of the oddities. */
    public ShownHost {
        oddities = Set.copyOf(oddities);
    }

    /**
     * Makes a host ready.
     *
     * @param host in ASCII form
     * @param mailDomain the domain of the address whose server it is said to be
     */
    public static ShownHost of(String host, String mailDomain) {
        Set<Oddity> oddities = EnumSet.noneOf(Oddity.class);
        String owner = Domains.owner(host);
        if (Domains.isNumeric(host)) {
            oddities.add(Oddity.ADDRESS);
        }
        if (host.length() > LONG_CHARACTERS || host.split("\\.", -1).length > MANY_LABELS) {
            oddities.add(Oddity.LONG);
        }
        if (Lookalikes.isMisleading(host)) {
            oddities.add(Oddity.MISLEADING_LETTERS);
        }
        String mailOwner = Domains.owner(mailDomain);
        if (!owner.equals(mailOwner)) {
            if (("." + host + ".").contains("." + mailOwner + ".")
                    || host.contains(mailOwner.replace('.', '-'))) {
                oddities.add(Oddity.IMITATES_DOMAIN);
            }
            if (Lookalikes.areAlike(owner, mailOwner)) {
                oddities.add(Oddity.LOOKS_LIKE_DOMAIN);
            }
        }
        return new ShownHost(host, readable(host), owner, readable(owner), oddities);
    }

    private static String readable(String host) {
        return Printable.text(Lookalikes.readable(host), LONG_CHARACTERS * 5);
    }
}
