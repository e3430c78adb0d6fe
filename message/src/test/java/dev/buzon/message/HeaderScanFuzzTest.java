package dev.buzon.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Any octets are a header: nothing throws, nothing is lost. */
class HeaderScanFuzzTest {
    private static final OffsetDateTime DATE =
            OffsetDateTime.of(2026, 11, 22, 0, 0, 0, 0, ZoneOffset.UTC);

    @FuzzTest(maxDuration = "10s")
    void anyOctetsAreAHeader(byte[] octets) {
        HeaderScan scan = HeaderScan.of(octets);
        scan.authors();
        scan.deliveredTo();
        byte[] submitted = HeaderEdit.forSubmission(octets, DATE, "1@2");
        HeaderScan after = HeaderScan.of(submitted);
        assertThat(after.has("Bcc")).isFalse();
        assertThat(after.count("Date")).isEqualTo(Math.max(1, scan.count("Date")));
        assertThat(HeaderEdit.withoutReturnPath(submitted)).isEqualTo(submitted);
    }
}
