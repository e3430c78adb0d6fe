package dev.buzon.cli;

import dev.buzon.cli.Terminal.Colour;
import dev.buzon.server.discovery.DnsRecord;
import dev.buzon.server.discovery.DnsRecords;
import dev.buzon.server.discovery.DnsRecords.Group;
import dev.buzon.server.discovery.DnsRecords.Note;
import dev.buzon.server.discovery.Markup;
import java.util.Locale;
import java.util.stream.Collectors;

/** How the records of a domain are printed. */
final class DnsPage {
    private final Terminal terminal;

    DnsPage(Terminal terminal) {
        this.terminal = terminal;
    }

    /** As lines of a zone file (RFC 1035 §5.1), everything else in comments. */
    void zone(DnsRecords records) {
        comment("dns.head", records.domain(), records.host());
        comment("dns.host", records.host());
        records.records()
                .forEach((group, lines) -> {
                    terminal.line(Colour.PLAIN, "");
                    comment(heading(group));
                    lines.forEach(line -> terminal.line(Colour.PLAIN, line.line()));
                });
        terminal.line(Colour.PLAIN, "");
        for (Note note : records.notes()) {
            comment(explanation(note));
        }
    }

    private void comment(String name, Object... with) {
        terminal.line(Colour.DIM, "; " + terminal.texts().text(name, with));
    }

    private static String heading(Group group) {
        return switch (group) {
            case MAIL -> "dns.mail";
            case SENDERS -> "dns.senders";
            case SERVICES -> "dns.services";
            case SETTINGS -> "dns.settings";
            case DIGEST -> "dns.digest";
        };
    }

    private static String explanation(Note note) {
        return switch (note) {
            case NO_HOSTNAME -> "dns.noHostname";
            case NO_MAIL -> "dns.noMail";
            case NO_SERVICES -> "dns.noServices";
            case NO_HTTP -> "dns.noHttp";
            case NO_PACC -> "dns.noPacc";
        };
    }

    /** As one line of JSON (RFC 8259). */
    void json(DnsRecords records) {
        String lines =
                records.records().values().stream()
                        .flatMap(group -> group.stream().map(DnsPage::json))
                        .collect(Collectors.joining(",", "[", "]"));
        String notes =
                records.notes().stream()
                        .map(note -> note.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                        .map(Markup::json)
                        .collect(Collectors.joining(",", "[", "]"));
        terminal.line(
                Colour.PLAIN,
                "{\"domain\":%s,\"host\":%s,\"records\":%s,\"notes\":%s}"
                        .formatted(
                                Markup.json(records.domain()),
                                Markup.json(records.host()),
                                lines,
                                notes));
    }

    private static String json(DnsRecord one) {
        return "{\"name\":%s,\"type\":%s,\"ttl\":%d,\"data\":%s}"
                .formatted(
                        Markup.json(one.name()),
                        Markup.json(one.type()),
                        DnsRecord.TTL_SECONDS,
                        Markup.json(one.data()));
    }
}
