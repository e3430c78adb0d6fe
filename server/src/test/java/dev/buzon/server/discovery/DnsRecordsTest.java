package dev.buzon.server.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.server.config.Config;
import dev.buzon.server.discovery.DnsRecords.Group;
import dev.buzon.server.discovery.DnsRecords.Note;
import dev.buzon.store.Octets;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Master;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.TXTRecord;

class DnsRecordsTest {
    private static final String WITH_HTTP = "[listen]\nhttp = \"*:80\"\nhttps = \"*:443\"\n";

    @Test
    void aZoneFileReaderReadsThem() throws Exception {
        List<Record> read = read(records(WITH_HTTP));
        assertThat(strings(read, MXRecord.class))
                .containsExactly("example.org. 10 mail.example.org.");
        assertThat(strings(read, SRVRecord.class))
                .containsExactlyInAnyOrder(
                        "_pop3s._tcp.example.org. 0 1 995 mail.example.org.",
                        "_pop3._tcp.example.org. 10 1 110 mail.example.org.",
                        "_submissions._tcp.example.org. 0 1 465 mail.example.org.",
                        "_submission._tcp.example.org. 10 1 587 mail.example.org.",
                        "_imaps._tcp.example.org. 0 0 0 .",
                        "_imap._tcp.example.org. 0 0 0 .",
                        "_autodiscover._tcp.example.org. 0 1 443 autodiscover.example.org.");
        assertThat(strings(read, CNAMERecord.class))
                .containsExactlyInAnyOrder(
                        "autoconfig.example.org. mail.example.org.",
                        "autodiscover.example.org. mail.example.org.",
                        "ua-auto-config.example.org. mail.example.org.");
        assertThat(read).allMatch(one -> one.getTTL() == DnsRecord.TTL_SECONDS);
    }

    @Test
    void theDigestIsThatOfTheOctetsServed() throws Exception {
        Octets document = Pacc.document(Fixture.offers(WITH_HTTP), "example.org").orElseThrow();
        byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(document.toArray());
        assertThat(txt(read(records(WITH_HTTP)), "_ua-auto-config.example.org."))
                .isEqualTo("v=UAAC1; a=sha256; d=" + Base64.getEncoder().encodeToString(sha256));
    }

    @Test
    void theDocumentOfPaccHasTheseOctets() throws Exception {
        String json =
                new String(
                        Pacc.document(
                                        Fixture.offers(
                                                "[discovery]\ndisplay-name = \"A \\\"ñ\\\" \\\\\""),
                                        "example.org")
                                .orElseThrow()
                                .toArray(),
                        StandardCharsets.UTF_8);
        assertThat(json)
                .isEqualTo(
                        "{\"protocols\":{\"pop3\":{\"host\":\"mail.example.org\"},\"smtp\":{\"host\":\"mail.example.org\"}},"
                                + "\"authentication\":{\"password\":true},\"info\":{\"provider\":{\"name\":\"A \\\"ñ\\\" \\\\\",\"shortName\":\"A \\\"ñ\\\" \\\\\"}}}\n");
    }

    @Test
    void paccIsSilentWhereItsPortsWouldBeWrong() throws Exception {
        DnsRecords records =
                records(WITH_HTTP + "[discovery]\npop3s = \"mail.example.org:1995\"\n");
        assertThat(records.notes()).containsExactly(Note.NO_PACC);
        assertThat(records.records()).doesNotContainKey(Group.DIGEST);
        assertThat(strings(read(records), SRVRecord.class))
                .contains("_pop3s._tcp.example.org. 0 1 1995 mail.example.org.");
    }

    @Test
    void whatIsMissingIsNoted() throws Exception {
        assertThat(records("").notes()).containsExactly(Note.NO_HTTP);
        assertThat(records("").records()).doesNotContainKey(Group.SETTINGS);
        assertThat(records("[listen]\nsmtp = \"off\"\n").notes())
                .containsExactly(Note.NO_MAIL, Note.NO_HTTP);
        assertThat(records("[tls]\nself-signed = false\n").notes())
                .containsExactly(Note.NO_SERVICES, Note.NO_HTTP);
        Config nobodys = Config.defaults();
        assertThat(
                        DnsRecords.of(
                                        nobodys,
                                        Offers.of(nobodys, Offers.Ports.UNKNOWN),
                                        "localhost")
                                .notes())
                .contains(Note.NO_HOSTNAME);
    }

    @Test
    void onlyOfImapItIsSaidThatItIsNotThere() throws Exception {
        DnsRecords records =
                records("[listen]\npop3s = \"127.0.0.1:0\"\n[discovery]\npop3 = \"off\"\n");
        assertThat(strings(read(records), SRVRecord.class))
                .containsExactlyInAnyOrder(
                        "_submissions._tcp.example.org. 0 1 465 mail.example.org.",
                        "_submission._tcp.example.org. 10 1 587 mail.example.org.",
                        "_imaps._tcp.example.org. 0 0 0 .",
                        "_imap._tcp.example.org. 0 0 0 .");
    }

    @Test
    void thePolicyForSendersNamesTheServer() throws Exception {
        assertThat(txt(read(records("")), "example.org."))
                .isEqualTo("v=spf1 mx a:mail.example.org ~all");
    }

    private static DnsRecords records(String settings) throws Exception {
        return DnsRecords.of(Fixture.config(settings), Fixture.offers(settings), "example.org");
    }

    private static List<Record> read(DnsRecords records) throws Exception {
        String zone =
                records.records().values().stream()
                        .flatMap(List::stream)
                        .map(DnsRecord::line)
                        .collect(Collectors.joining("\n", "", "\n"));
        List<Record> read = new ArrayList<>();
        var master =
                new Master(
                        new java.io.ByteArrayInputStream(zone.getBytes(StandardCharsets.US_ASCII)),
                        Name.root);
        for (Record one = master.nextRecord(); one != null; one = master.nextRecord()) {
            read.add(one);
        }
        return read;
    }

    private static List<String> strings(List<Record> records, Class<? extends Record> type) {
        return records.stream()
                .filter(type::isInstance)
                .map(one -> one.getName() + " " + one.rdataToString())
                .toList();
    }

    private static String txt(List<Record> records, String name) {
        return records.stream()
                .filter(one -> one instanceof TXTRecord && one.getName().toString().equals(name))
                .map(one -> String.join("", ((TXTRecord) one).getStrings()))
                .collect(Collectors.joining("|"));
    }
}
