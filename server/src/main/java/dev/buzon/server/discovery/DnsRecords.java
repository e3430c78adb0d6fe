package dev.buzon.server.discovery;

import dev.buzon.server.config.Config;
import dev.buzon.store.Octets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The records that lead mail and mail programs to a domain's post office.
 *
 * @param domain the domain in ASCII form
 * @param host the server's name, to which an A or AAAA record has to lead
 * @param records what is to be put into the zone, by what it is for
 * @param notes what keeps something out of it
 */
public record DnsRecords(
        String domain, String host, Map<Group, List<DnsRecord>> records, Set<Note> notes) {
    /** What records are for. */
    public enum Group {
        /** Where mail for the domain goes. */
        MAIL,
        /** Which servers may send mail in its name. */
        SENDERS,
        /** Where programs collect and hand in (RFC 6186 §3, RFC 8314 §5.1). */
        SERVICES,
        /** Where programs find their settings. */
        SETTINGS,
        /** The digest of one of the documents with these settings. */
        DIGEST
    }

    /** Why something is not there. */
    public enum Note {
        /** The server has no name of its own yet. */
        NO_HOSTNAME,
        /** It takes no mail from other servers. */
        NO_MAIL,
        /** No way to collect or none to send can be told. */
        NO_SERVICES,
        /** It serves no documents over HTTP. */
        NO_HTTP,
        /** Its ports are not those that PACC stands for. */
        NO_PACC
    }

    private static final List<String> SETTINGS_LABELS =
            List.of("autoconfig", "autodiscover", "ua-auto-config");

    /** The records of one domain in ASCII form. */
    public static DnsRecords of(Config config, Offers offers, String domain) {
        return new Draft(config, offers, domain).records();
    }

    private static final class Draft {
        private final Config config;
        private final Offers offers;
        private final String domain;
        private final String host;
        private final Map<Group, List<DnsRecord>> records = new EnumMap<>(Group.class);
        private final Set<Note> notes = EnumSet.noneOf(Note.class);

        Draft(Config config, Offers offers, String domain) {
            this.config = config;
            this.offers = offers;
            this.domain = domain;
            this.host = config.hostname().toLowerCase(Locale.ROOT);
        }

        DnsRecords records() {
            if (host.indexOf('.') < 0) {
                notes.add(Note.NO_HOSTNAME);
            }
            mail();
            services();
            if (config.listen().http().isEmpty() && config.listen().https().isEmpty()) {
                notes.add(Note.NO_HTTP);
            } else if (offers.complete()) {
                settings();
            }
            return new DnsRecords(
                    domain,
                    host,
                    Collections.unmodifiableMap(records),
                    Collections.unmodifiableSet(notes)); // both in the order of their enum
        }

        private void mail() {
            if (config.listen().smtp().isEmpty()) {
                notes.add(Note.NO_MAIL);
            } else {
                add(Group.MAIL, "", "MX", "10 " + host + ".");
            }
            add(Group.SENDERS, "", "TXT", "\"v=spf1 mx a:" + host + " ~all\"");
        }

        private void services() {
            if (!offers.complete()) {
                notes.add(Note.NO_SERVICES);
            }
            service("_pop3s", offers.pop3s(), 0);
            service("_pop3", offers.pop3(), 10);
            service("_submissions", offers.submissions(), 0);
            service("_submission", offers.submission(), 10);
            absent("_imaps");
            absent("_imap");
        }

        /** Nothing is said of a service without an access: it may be there and its port unknown. */
        private void service(String label, Optional<Access> access, int priority) {
            access.ifPresent(a ->
                    add(
                            Group.SERVICES,
                            label + "._tcp",
                            "SRV",
                            "%d 1 %d %s.".formatted(priority, a.port(), a.host())));
        }

        /** The root as its target says that there is no such service (RFC 6186 §3.4). */
        private void absent(String label) {
            add(Group.SERVICES, label + "._tcp", "SRV", "0 0 0 .");
        }

        private void settings() {
            for (String label : SETTINGS_LABELS) {
                add(Group.SETTINGS, label, "CNAME", host + ".");
            }
            add(
                    Group.SETTINGS,
                    "_autodiscover._tcp",
                    "SRV",
                    "0 1 443 autodiscover." + domain + ".");
            Optional<Octets> document = Pacc.document(offers, domain);
            if (document.isEmpty()) {
                notes.add(Note.NO_PACC);
            } else {
                add(
                        Group.DIGEST,
                        "_ua-auto-config",
                        "TXT",
                        '"' + Pacc.digest(document.get()) + '"');
            }
        }

        private void add(Group group, String label, String type, String data) {
            String name = label.isEmpty() ? domain + "." : label + "." + domain + ".";
            records.computeIfAbsent(group, _ -> new ArrayList<>())
                    .add(new DnsRecord(name, type, data));
        }
    }
}
