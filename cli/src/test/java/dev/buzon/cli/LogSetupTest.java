package dev.buzon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LogSetupTest {
    @Test
    void aJsonLineHoldsTheWholeSentence() {
        var context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        JsonEncoder json = LogSetup.json();
        json.setContext(context);
        json.start();
        var event =
                new LoggingEvent(
                        LogSetupTest.class.getName(),
                        context.getLogger("test"),
                        Level.INFO,
                        "{} listens on {}",
                        null,
                        new Object[] {"pop3", "a\nb\u001b"});
        assertThat(new String(json.encode(event), StandardCharsets.UTF_8))
                .contains("\"pop3 listens on a")
                .doesNotContain("{} listens")
                .doesNotContain("\u001b")
                .hasLineCount(1);
    }
}
