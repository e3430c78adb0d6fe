package dev.buzon.client.discovery;

import dev.buzon.client.discovery.file.PaccFile;
import dev.buzon.client.discovery.offer.Settings;
import dev.buzon.client.discovery.reach.NoAnswerException;
import dev.buzon.client.discovery.reach.Records;
import dev.buzon.client.discovery.reach.Verdict;
import dev.buzon.client.discovery.reach.Web;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;

/** PACC (draft-ietf-mailmaint-pacc-02, C-029): the document, and its digest in the DNS. */
final class Pacc {
    private Pacc() {}

    static void ask(Inquiry inquiry) {
        String domain = inquiry.address().domain();
        String name = "_ua-auto-config." + domain;
        Future<Optional<List<byte[]>>> digests =
                inquiry.threads()
                        .submit(() ->
                                inquiry.ask(
                                        Source.PACC, "TXT " + name, () -> digests(inquiry, name)));
        URI place =
                URI.create(
                        "https://ua-auto-config."
                                + domain
                                + "/.well-known/user-agent-configuration.json");
        Optional<Settings> settings =
                inquiry.ask(
                        Source.PACC,
                        place.toString(),
                        () -> {
                            Web.Document document = inquiry.web().get(place, Web.Form.JSON);
                            List<byte[]> known =
                                    Inquiry.settled(digests).flatMap(d -> d).orElse(List.of());
                            check(document.octets(), known, name);
                            return new Inquiry.Told<>(
                                    PaccFile.read(document.octets(), inquiry.address()),
                                    Verdict.ANSWERED,
                                    "");
                        });
        settings.ifPresent(found -> inquiry.offer(Source.PACC, 0, Origin.HTTPS_AND_DIGEST, found));
    }

    private static Inquiry.Told<List<byte[]>> digests(Inquiry inquiry, String name)
            throws NoAnswerException {
        Records<String> texts = inquiry.internet().dns().texts(name, inquiry.deadline());
        List<byte[]> digests =
                texts.values().stream().flatMap(text -> PaccFile.digest(text).stream()).toList();
        if (digests.isEmpty() && !texts.values().isEmpty()) {
            throw new NoAnswerException(Verdict.NOT_UNDERSTOOD, "there is no digest in it");
        }
        return new Inquiry.Told<>(
                digests, digests.isEmpty() ? Verdict.NOTHING : Verdict.LED_ON, "");
    }

    private static void check(byte[] document, List<byte[]> digests, String name)
            throws NoAnswerException {
        if (digests.isEmpty()) {
            throw new NoAnswerException(Verdict.DIGEST_MISSING, "no digest at " + name);
        }
        if (!PaccFile.hasDigest(document, digests)) {
            throw new NoAnswerException(
                    Verdict.DIGEST_WRONG, "the document is not the one that " + name + " means");
        }
    }
}
