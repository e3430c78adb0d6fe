package dev.buzon.client.pop3;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which ways to log in may be tried, and in which order (C-015, C-016). Pure: a value of what is
 * known goes in, a list comes out.
 *
 * @param capabilities what the server lists, after TLS has begun
 * @param credentials what the account has
 * @param canBind whether TLS gives data for channel binding
 * @param stamped whether the greeting had a timestamp for APOP
 * @param only the mechanism that the person chose; another one is not used without consent (C-021)
 * @param scramExpected whether this account has used SCRAM before
 * @param plaintextAllowed whether the person allowed a weaker way than SCRAM all the same
 */
record LoginPlan(
        Capabilities capabilities,
        Credentials credentials,
        boolean canBind,
        boolean stamped,
        Optional<String> only,
        boolean scramExpected,
        boolean plaintextAllowed) {
    /** The ways to try, the best first; empty when there is none. */
    List<Way> ways() {
        List<Way> ways = new ArrayList<>();
        for (Way way : all()) {
            if (!scramExpected || plaintextAllowed || !way.tellsPassword()) {
                ways.add(way);
            }
        }
        return ways;
    }

    /** Whether a way was left out only because the account has used SCRAM before. */
    boolean consentWouldHelp() {
        return ways().isEmpty() && !all().isEmpty();
    }

    private List<Way> all() {
        return switch (credentials) {
            case Credentials.Password password ->
                    only.map(name -> chosen(name, password)).orElseGet(() -> offered(password));
            case Credentials.Token _ -> tokens();
        };
    }

    private List<Way> offered(Credentials.Password password) {
        List<Way> ways = new ArrayList<>();
        for (Way way : List.of(Way.SCRAM_PLUS, Way.SCRAM, Way.PLAIN, Way.LOGIN)) {
            boolean possible = way != Way.SCRAM_PLUS || canBind;
            if (possible && capabilities.has("SASL", way.wireName())) {
                ways.add(way);
            }
        }
        if (ways.contains(Way.PLAIN)) {
            ways.remove(Way.LOGIN); // the same, worse
        }
        if (mayUseUser(password)) {
            ways.add(Way.USER_PASS); // also where it is not listed: many servers forget it
        }
        return ways;
    }

    private List<Way> chosen(String name, Credentials.Password password) {
        for (Way way : Way.values()) {
            if (way.wireName().equalsIgnoreCase(name)) {
                boolean possible =
                        switch (way) {
                            case SCRAM_PLUS -> canBind;
                            case APOP -> stamped;
                            case USER_PASS -> mayUseUser(password);
                            case SCRAM, PLAIN, LOGIN -> true;
                            case OAUTHBEARER, XOAUTH2 -> false;
                        };
                return possible ? List.of(way) : List.of();
            }
        }
        return List.of();
    }

    private List<Way> tokens() {
        List<Way> ways = new ArrayList<>();
        for (Way way : List.of(Way.OAUTHBEARER, Way.XOAUTH2)) {
            if (only.map(way.wireName()::equalsIgnoreCase)
                    .orElseGet(() -> capabilities.has("SASL", way.wireName()))) {
                ways.add(way);
            }
        }
        if (ways.isEmpty() && only.isEmpty()) {
            ways.add(Way.XOAUTH2); // works on servers that do not list it
        }
        return ways;
    }

    /** A name outside ASCII needs UTF8 USER (RFC 6856 §2.2). */
    private boolean mayUseUser(Credentials.Password password) {
        return password.user().chars().allMatch(c -> c > ' ' && c < 0x7f)
                || (capabilities.has("UTF8", "USER")
                        && password.user().chars().noneMatch(c -> c <= ' ' || c == 0x7f));
    }
}
