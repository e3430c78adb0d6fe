package dev.buzon.reader.show;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Any text is a page without anything that acts or loads. */
class PageFuzzTest {
    @FuzzTest(maxDuration = "10s")
    void anyTextIsAnInertPage(byte[] octets) {
        String text = new String(octets, UTF_8);
        assertThat(Inert.faults(Page.html(text, Options.plain()).html(), false)).isEmpty();
        assertThat(Inert.faults(Page.text(text, true, true, Options.plain()).html(), false))
                .isEmpty();
    }
}
