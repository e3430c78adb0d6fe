package dev.buzon.client.discovery.file;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.buzon.client.discovery.name.Domains;
import dev.buzon.client.discovery.name.MailAddress;
import dev.buzon.client.discovery.offer.Offer;
import dev.buzon.client.discovery.offer.Settings;
import dev.buzon.client.net.Printable;
import java.nio.charset.StandardCharsets;

/** Any octets are a configuration file with servers that can be used, or are refused. */
class ConfigurationFileFuzzTest {
    private static final MailAddress ANA = MailAddress.of("ana@example.org");

    @FuzzTest(maxDuration = "10s")
    void anyFileIsReadOrRefused(FuzzedDataProvider data) {
        byte[] file =
                switch (data.consumeInt(0, 2)) {
                    case 0 -> pieces(data).getBytes(StandardCharsets.UTF_8);
                    default -> data.consumeRemainingAsBytes();
                };
        try {
            check(AutoconfigFile.read(file, ANA));
        } catch (UnreadableFileException e) {
            checkShown(String.valueOf(e.getMessage()));
        }
        try {
            if (AutodiscoverFile.read(file, ANA) instanceof AutodiscoverFile.Answer.Found found) {
                check(found.settings());
            }
        } catch (UnreadableFileException e) {
            checkShown(String.valueOf(e.getMessage()));
        }
        try {
            check(PaccFile.read(file, ANA));
        } catch (UnreadableFileException e) {
            checkShown(String.valueOf(e.getMessage()));
        }
    }

    /** A file in the right form with odd things in it. */
    private static String pieces(FuzzedDataProvider data) {
        return "<clientConfig version='1.1'><emailProvider id='x'><domain>x.example</domain>"
                + "<incomingServer type='pop3'><hostname>"
                + data.consumeString(40)
                + "</hostname><port>"
                + data.consumeString(8)
                + "</port><socketType>SSL</socketType><authentication>"
                + data.consumeString(20)
                + "</authentication><username>"
                + data.consumeString(60)
                + "</username></incomingServer>"
                + data.consumeRemainingAsString()
                + "</emailProvider></clientConfig>";
    }

    private static void check(Settings settings) {
        checkShown(settings.provider());
        settings.incoming().forEach(ConfigurationFileFuzzTest::check);
        settings.outgoing().forEach(ConfigurationFileFuzzTest::check);
    }

    private static void check(Offer offer) {
        if (Domains.isNumeric(offer.server().host()) || !offer.server().host().contains(".")) {
            throw new AssertionError("a host that is an address: " + offer);
        }
        offer.users().forEach(ConfigurationFileFuzzTest::checkShown);
    }

    private static void checkShown(String text) {
        if (!Printable.text(text, Integer.MAX_VALUE).equals(text)) {
            throw new AssertionError("not fit to be shown");
        }
    }
}
