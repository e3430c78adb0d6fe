package dev.buzon.server.admin;

import dev.buzon.protocol.Secret;
import dev.buzon.server.admin.AdminAnswer.Done;
import dev.buzon.server.admin.AdminAnswer.Reason;
import dev.buzon.server.admin.AdminAnswer.Refused;
import dev.buzon.server.admin.AdminAnswer.Summary;
import dev.buzon.store.Account;
import dev.buzon.store.Address;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** The admin channel's lines as values, and back. The package's page describes them. */
public final class AdminCodec {
    /**
     * The longest line, LF included: the longest request is two addresses or an address and a
     * password, percent-encoded; an answer names the domains of the post office.
     */
    public static final int LINE_OCTETS = 16 * 1024;

    /** The most accounts and aliases an answer lists; more are a broken server. */
    static final int LINES = 10_000_000;

    private static final String VERSION = "buzon-admin/1";
    private static final String NOTHING = "-";

    private AdminCodec() {}

    /** The request as a line without its LF. It holds the password: never to be logged. */
    public static String line(AdminRequest request) {
        return VERSION
                + " "
                + switch (request) {
                    case AdminRequest.ListAll() -> "list";
                    case AdminRequest.Add(var account, var password, var quota) ->
                            words(
                                    "add",
                                    word(account.toString()),
                                    word(password),
                                    quota.isPresent() ? Long.toString(quota.getAsLong()) : NOTHING);
                    case AdminRequest.SetPassword(var account, var password) ->
                            words("passwd", word(account.toString()), word(password));
                    case AdminRequest.Remove(var account) ->
                            words("remove", word(account.toString()));
                    case AdminRequest.AddAlias(var account, var alias) ->
                            words("alias-add", word(account.toString()), word(alias.toString()));
                    case AdminRequest.RemoveAlias(var account, var alias) ->
                            words("alias-remove", word(account.toString()), word(alias.toString()));
                    case AdminRequest.SetQuota(var account, var octets) ->
                            words("quota", word(account.toString()), Long.toString(octets));
                    case AdminRequest.SetRules(var account, var rules) ->
                            words(
                                    "rules",
                                    word(account.toString()),
                                    days(rules.daysAfterArrival()),
                                    days(rules.daysAfterFetch()));
                    case AdminRequest.SetTlsOnly(var account, var only) ->
                            words("tls-only", word(account.toString()), Boolean.toString(only));
                };
    }

    /** The request in this line; empty when it is none of version 1. */
    public static Optional<AdminRequest> request(String line) {
        try {
            List<String> words = List.of(line.split(" ", -1));
            return words.size() >= 2 && words.getFirst().equals(VERSION)
                    ? operation(words.get(1), words.subList(2, words.size()))
                    : Optional.empty();
        } catch (IllegalArgumentException e) { // an address, a number or an encoding that is none
            return Optional.empty();
        }
    }

    private static Optional<AdminRequest> operation(String name, List<String> words) {
        return switch (name + " " + words.size()) {
            case "list 0" -> Optional.of(new AdminRequest.ListAll());
            case "add 3" ->
                    Optional.of(
                            new AdminRequest.Add(
                                    address(words.get(0)),
                                    secret(words.get(1)),
                                    words.get(2).equals(NOTHING)
                                            ? OptionalLong.empty()
                                            : OptionalLong.of(Long.parseLong(words.get(2)))));
            case "passwd 2" ->
                    Optional.of(
                            new AdminRequest.SetPassword(
                                    address(words.get(0)), secret(words.get(1))));
            case "remove 1" -> Optional.of(new AdminRequest.Remove(address(words.getFirst())));
            case "alias-add 2" ->
                    Optional.of(
                            new AdminRequest.AddAlias(
                                    address(words.get(0)), address(words.get(1))));
            case "alias-remove 2" ->
                    Optional.of(
                            new AdminRequest.RemoveAlias(
                                    address(words.get(0)), address(words.get(1))));
            case "quota 2" ->
                    Optional.of(
                            new AdminRequest.SetQuota(
                                    address(words.get(0)), Long.parseLong(words.get(1))));
            case "rules 3" ->
                    Optional.of(
                            new AdminRequest.SetRules(
                                    address(words.get(0)), rules(words.get(1), words.get(2))));
            case "tls-only 2" ->
                    Optional.of(
                            new AdminRequest.SetTlsOnly(
                                    address(words.get(0)), Boolean.parseBoolean(words.get(1))));
            default -> Optional.empty(); // text from outside: any other is no request
        };
    }

    private static String days(OptionalInt days) {
        return days.isPresent() ? Integer.toString(days.getAsInt()) : NOTHING;
    }

    private static OptionalInt days(String word) {
        return word.equals(NOTHING) ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(word));
    }

    private static Account.Rules rules(String afterArrival, String afterFetch) {
        return new Account.Rules(days(afterArrival), days(afterFetch));
    }

    /** The answer as lines without their LF. */
    public static List<String> lines(AdminAnswer answer) {
        return switch (answer) {
            case Done(var accounts) -> done(accounts);
            case Refused(var reason, var about) -> List.of(refused(reason, about));
        };
    }

    private static List<String> done(List<Summary> accounts) {
        var lines = new ArrayList<String>();
        for (Summary account : accounts) {
            lines.add(
                    words(
                            "account",
                            word(account.address().toString()),
                            Long.toString(account.quotaOctets()),
                            Long.toString(account.messages()),
                            Long.toString(account.octets()),
                            days(account.rules().daysAfterArrival()),
                            days(account.rules().daysAfterFetch()),
                            Boolean.toString(account.tlsOnly())));
            for (Address alias : account.aliases()) {
                lines.add(words("alias", word(alias.toString())));
            }
        }
        lines.addFirst(words(VERSION, "done", Integer.toString(lines.size())));
        return lines;
    }

    /** What does not fit the line is left out: a person reads it. */
    private static String refused(Reason reason, List<String> about) {
        var line = new StringBuilder(words(VERSION, "refused", reason.name()));
        for (String one : about) {
            String word = word(one);
            if (line.length() + 1 + word.length() < LINE_OCTETS) {
                line.append(' ').append(word);
            }
        }
        return line.toString();
    }

    /** How many lines follow the first line of an answer. */
    static int following(String first) {
        List<String> words = List.of(first.split(" ", -1));
        boolean done = words.size() == 3 && words.get(1).equals("done");
        return done ? Math.clamp(Long.parseLong(words.get(2)), 0, LINES) : 0;
    }

    /**
     * The answer in these lines.
     *
     * @throws IllegalArgumentException when they are none
     */
    static AdminAnswer answer(List<String> lines) {
        List<String> first = List.of(lines.getFirst().split(" ", -1));
        if (first.size() < 3 || !first.getFirst().equals(VERSION)) {
            throw new IllegalArgumentException("not an answer of version 1");
        }
        List<String> about = first.subList(3, first.size());
        return switch (first.get(1)) {
            case "done" -> new Done(summaries(lines.subList(1, lines.size())));
            case "refused" ->
                    new Refused(
                            Reason.valueOf(first.get(2).toUpperCase(Locale.ROOT)),
                            about.stream().map(AdminCodec::text).toList());
            default -> throw new IllegalArgumentException("neither done nor refused");
        };
    }

    private static List<Summary> summaries(List<String> lines) {
        var summaries = new ArrayList<Summary>();
        for (String line : lines) {
            List<String> words = List.of(line.split(" ", -1));
            switch (words.getFirst() + " " + words.size()) {
                case "account 8" ->
                        summaries.add(
                                new Summary(
                                        address(words.get(1)),
                                        Set.of(),
                                        Long.parseLong(words.get(2)),
                                        Long.parseLong(words.get(3)),
                                        Long.parseLong(words.get(4)),
                                        rules(words.get(5), words.get(6)),
                                        Boolean.parseBoolean(words.get(7))));
                case "alias 2" -> {
                    if (summaries.isEmpty()) {
                        throw new IllegalArgumentException("an alias of nobody");
                    }
                    summaries.add(withAlias(summaries.removeLast(), address(words.get(1))));
                }
                default -> throw new IllegalArgumentException("neither account nor alias");
            }
        }
        return summaries;
    }

    private static Summary withAlias(Summary of, Address alias) {
        var aliases = new TreeSet<>(of.aliases());
        aliases.add(alias);
        return new Summary(
                of.address(),
                aliases,
                of.quotaOctets(),
                of.messages(),
                of.octets(),
                of.rules(),
                of.tlsOnly());
    }

    private static String words(String... words) {
        return String.join(" ", words);
    }

    private static String word(String text) {
        return word(StandardCharsets.UTF_8.encode(text));
    }

    private static String word(Secret secret) {
        return word(ByteBuffer.wrap(secret.octets()));
    }

    private static String word(ByteBuffer octets) {
        var word = new StringBuilder();
        while (octets.hasRemaining()) {
            int octet = octets.get() & 0xff;
            boolean plain =
                    (octet >= '0' && octet <= '9')
                            || (octet >= 'a' && octet <= 'z')
                            || (octet >= 'A' && octet <= 'Z')
                            || octet == '@'
                            || octet == '.';
            if (plain) {
                word.append((char) octet);
            } else {
                word.append('%').append(String.format(Locale.ROOT, "%02x", octet));
            }
        }
        return word.toString();
    }

    private static ByteBuffer octets(String word) {
        var octets = ByteBuffer.allocate(word.length());
        CharBuffer chars = CharBuffer.wrap(word);
        while (chars.hasRemaining()) {
            char c = chars.get();
            if (c == '%') {
                if (chars.remaining() < 2) {
                    throw new IllegalArgumentException("a percent sign without two digits");
                }
                octets.put((byte) Integer.parseInt("" + chars.get() + chars.get(), 16));
            } else if (c > ' ' && c < 0x7f) {
                octets.put((byte) c);
            } else {
                throw new IllegalArgumentException("a character that is not encoded");
            }
        }
        return octets.flip();
    }

    private static String text(String word) {
        return StandardCharsets.UTF_8.decode(octets(word)).toString();
    }

    private static Address address(String word) {
        return Address.of(text(word));
    }

    private static Secret secret(String word) {
        ByteBuffer octets = octets(word);
        var exact = new byte[octets.remaining()];
        octets.get(exact);
        return Secret.of(exact);
    }
}
