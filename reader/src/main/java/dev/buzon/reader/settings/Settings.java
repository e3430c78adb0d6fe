package dev.buzon.reader.settings;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a person has chosen, and what no account's file has a place for.
 *
 * @param language {@code en}, {@code es}, or empty for the browser's
 * @param theme {@code auto}, {@code light} or {@code dark}
 * @param density {@code normal} or {@code compact}
 * @param notifications whether new mail is told by the desktop
 * @param markReadAfterSeconds a message that is open for so long was read; -1 for never
 * @param conversations whether a conversation is one row
 * @param undoSeconds for so long a message that is sent can be called back
 * @param accounts by address
 * @param remoteSenders addresses whose images are loaded from elsewhere without asking, in lower
 *     case
 */
public record Settings(
        String language,
        String theme,
        String density,
        boolean notifications,
        int markReadAfterSeconds,
        boolean conversations,
        int undoSeconds,
        Map<String, OfAccount> accounts,
        Set<String> remoteSenders) {
    /** What nobody has chosen yet. */
    public static final Settings USUAL =
            new Settings("", "auto", "normal", false, 2, true, 5, Map.of(), Set.of());

    /** More senders are not remembered; the oldest is forgotten. */
    private static final int SENDERS = 5_000;

    public Settings {
        accounts = Map.copyOf(accounts);
        remoteSenders = java.util.Collections.unmodifiableSet(new LinkedHashSet<>(remoteSenders));
    }

    /**
     * Of one account.
     *
     * @param color {@code #rrggbb}, by which its mail is told from others'
     * @param atStart whether it is collected when the reader begins
     * @param onSchedule whether it is collected every so often, as its file says
     * @param automatic whether new messages are downloaded, or only looked for
     * @param identities as whom the person writes, besides the account's own address; the first is
     *     the account's own
     */
    public record OfAccount(
            String color,
            boolean atStart,
            boolean onSchedule,
            boolean automatic,
            List<Identity> identities) {
        /** What nobody has chosen yet. */
        public static final OfAccount USUAL = new OfAccount("", true, true, true, List.of());

        public OfAccount {
            identities = List.copyOf(identities);
        }

        /** The same with these identities. */
        public OfAccount with(List<Identity> others) {
            return new OfAccount(color, atStart, onSchedule, automatic, others);
        }
    }

    /**
     * As whom a person writes.
     *
     * @param address the sender's address
     * @param name the name others see
     * @param signature what stands under a message; may be empty
     */
    public record Identity(String address, String name, String signature) {}

    /** Those of an account. */
    public OfAccount of(String address) {
        return accounts.getOrDefault(address, OfAccount.USUAL);
    }

    /** The same with others for this account. */
    public Settings with(String address, OfAccount others) {
        Map<String, OfAccount> all = new LinkedHashMap<>(accounts);
        all.put(address, others);
        return with(all, remoteSenders);
    }

    /** The same without this account. */
    public Settings without(String address) {
        Map<String, OfAccount> all = new LinkedHashMap<>(accounts);
        all.remove(address);
        return with(all, remoteSenders);
    }

    /** The same; images that this sender's messages name are loaded. */
    public Settings allowing(String sender) {
        Set<String> all = new LinkedHashSet<>(remoteSenders);
        all.add(sender.toLowerCase(java.util.Locale.ROOT));
        if (all.size() > SENDERS) {
            all.remove(all.iterator().next());
        }
        return with(accounts, all);
    }

    /** Whether this sender's images are loaded. */
    public boolean allows(String sender) {
        return !sender.isEmpty()
                && remoteSenders.contains(sender.toLowerCase(java.util.Locale.ROOT));
    }

    private Settings with(Map<String, OfAccount> otherAccounts, Set<String> otherSenders) {
        return new Settings(
                language,
                theme,
                density,
                notifications,
                markReadAfterSeconds,
                conversations,
                undoSeconds,
                otherAccounts,
                otherSenders);
    }
}
