package dev.buzon.reader.mime;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.InputStream;

/** Any octets are a message: nothing throws, and everything can be opened. */
class MailFuzzTest {
    @FuzzTest(maxDuration = "10s")
    void anyOctetsAreAMessage(byte[] octets) throws IOException {
        Mail mail = Mail.of(octets);
        mail.warnings().forEach(warning -> assertThat(warning.detail()).doesNotContain("\n"));
        mail.header().date();
        mail.header().references();
        mail.header().people("To");
        assertThat(mail.preview().length()).isLessThanOrEqualTo(Mail.PREVIEW_MAX);
        assertThat(mail.searchText().length()).isLessThanOrEqualTo(Mail.SEARCH_MAX);
        for (Part part : mail.parts()) {
            assertThat(part.name()).isNotEmpty().doesNotContain("/", "\\", "\0", "\n");
            assertThat(mail.part(part.id())).contains(part);
            part.text();
            try (InputStream in = part.open()) {
                in.readAllBytes();
            }
        }
    }
}
