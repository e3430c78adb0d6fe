package dev.buzon.reader.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.reader.mime.Mail;
import dev.buzon.reader.mime.Person;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How answers and forwards begin. */
final class BeginningTest {
    private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");
    private static final Person WORK = new Person("Ana (work)", "ana.work@example.org");
    private static final Own ANA =
            new Own(
                    "ana@example.org",
                    List.of(
                            new Own.Identity(new Person("Ana", "ana@example.org"), "Ana\nMadrid"),
                            new Own.Identity(WORK, "")));
    private final Beginning spanish = new Beginning(ANA, Phrases.SPANISH, MADRID);
    private final Beginning english = new Beginning(ANA, Phrases.ENGLISH, MADRID);

    private static Original original(String... lines) {
        String text = String.join("\r\n", lines) + "\r\n";
        Mail mail = Mail.of(text.getBytes(StandardCharsets.UTF_8));
        return new Original(mail, Path.of("/nowhere"), "ana@example.org", "", "17.x");
    }

    private static List<String> addresses(List<Person> people) {
        return people.stream().map(Person::address).toList();
    }

    @Test
    void anAnswerGoesToTheAuthorAndQuotes() throws IOException {
        Started begun =
                spanish.reply(
                        original(
                                "From: Bea Ruiz <bea@example.net>",
                                "To: ana@example.org",
                                "Subject: =?utf-8?Q?Caf=C3=A9?=",
                                "Date: Mon, 23 Nov 2026 03:15:00 +0000",
                                "Message-ID: <m2@example.net>",
                                "References: <m0@example.net> <m1@example.net>",
                                "Content-Type: text/plain; charset=utf-8; format=flowed",
                                "",
                                "Hola, ",
                                "Ana.",
                                "> dijiste",
                                "",
                                "-- ",
                                "Bea"));
        Draft draft = begun.draft();
        assertThat(addresses(draft.to())).containsExactly("bea@example.net");
        assertThat(draft.subject()).isEqualTo("Re: Café");
        assertThat(draft.inReplyTo()).contains("m2@example.net");
        assertThat(draft.references())
                .containsExactly("m0@example.net", "m1@example.net", "m2@example.net");
        assertThat(draft.text())
                .isEqualTo(
                        """


                        El 23 nov 2026 a las 4:15, Bea Ruiz <bea@example.net> escribió:
                        > Hola, Ana.
                        >> dijiste

                        --\s
                        Ana
                        Madrid\
                        """);
        assertThat(draft.origin().orElseThrow().act()).isEqualTo(Draft.Act.REPLY);
    }

    @Test
    void htmlIsQuotedAsText() throws IOException {
        Started begun =
                english.reply(
                        original(
                                "From: bea@example.net",
                                "Content-Type: text/html",
                                "",
                                "<p>Hello <b>Ana</b></p><script>alert(1)</script>"));
        assertThat(begun.quote()).contains("> Hello Ana").doesNotContain("alert", "<b>");
        assertThat(begun.quote()).startsWith("bea@example.net wrote:");
    }

    @Test
    void replyToIsObeyedUnlessAListWroteIt() throws IOException {
        String[] header = {
            "From: bea@example.net", "Reply-To: list@example.net", "To: ana@example.org"
        };
        assertThat(addresses(spanish.reply(original(with(header))).draft().to()))
                .containsExactly("list@example.net");
        Original list = original(with(header, "List-Post: <mailto:list@example.net>"));
        assertThat(addresses(spanish.reply(list).draft().to())).containsExactly("bea@example.net");
        assertThat(addresses(spanish.replyAll(list).draft().to()))
                .containsExactly("bea@example.net", "list@example.net");
    }

    private static String[] with(String[] header, String... more) {
        return java.util.stream.Stream.of(header, more, new String[] {"", "text"})
                .flatMap(java.util.Arrays::stream)
                .toArray(String[]::new);
    }

    @Test
    void anAnswerToAllLeavesOneselfOutAndNamesEachOnce() throws IOException {
        Draft draft =
                spanish.replyAll(
                                original(
                                        "From: Bea <bea@example.net>",
                                        "To: ANA@example.org, Carlos <carlos@example.net>,"
                                                + " ana.work@example.org",
                                        "Cc: Bea@Example.net, dora@example.net,"
                                                + " carlos@example.net",
                                        "",
                                        "text"))
                        .draft();
        assertThat(addresses(draft.to())).containsExactly("bea@example.net", "carlos@example.net");
        assertThat(addresses(draft.cc())).containsExactly("dora@example.net");
    }

    @Test
    void anAnswerToAnOwnMessageGoesToItsRecipients() throws IOException {
        Original own =
                original(
                        "From: Ana <ana.work@example.org>",
                        "To: bea@example.net",
                        "Cc: carlos@example.net",
                        "",
                        "text");
        assertThat(addresses(spanish.reply(own).draft().to())).containsExactly("bea@example.net");
        assertThat(spanish.reply(own).draft().from()).isEqualTo(WORK);
        assertThat(addresses(spanish.replyAll(own).draft().cc()))
                .containsExactly("carlos@example.net");
    }

    @Test
    void aMessageToOneselfIsAnsweredToOneself() throws IOException {
        Original own = original("From: ana@example.org", "To: ana@example.org", "", "text");
        assertThat(addresses(spanish.reply(own).draft().to())).containsExactly("ana@example.org");
        assertThat(addresses(spanish.replyAll(own).draft().to()))
                .containsExactly("ana@example.org");
    }

    @Test
    void whatWasSentToAnIdentityIsAnsweredAsIt() throws IOException {
        Original original =
                original("From: bea@example.net", "To: ana.work@example.org", "", "text");
        assertThat(spanish.reply(original).draft().from()).isEqualTo(WORK);
    }

    @Test
    void mailFollowupToIsObeyed() throws IOException {
        Draft draft =
                spanish.replyAll(
                                original(
                                        "From: bea@example.net",
                                        "To: list@example.net",
                                        "Cc: ana@example.org",
                                        "Mail-Followup-To: list@example.net",
                                        "",
                                        "text"))
                        .draft();
        assertThat(addresses(draft.to())).containsExactly("list@example.net");
        assertThat(draft.cc()).isEmpty();
    }

    @Test
    void prefixesDoNotPileUp() {
        assertThat(Subjects.reply("Re: RE: Aw: Rv: Fwd: cena")).isEqualTo("Re: cena");
        assertThat(Subjects.reply("RE[2]: re : x")).isEqualTo("Re: x");
        assertThat(Subjects.forward("Re: cena")).isEqualTo("Fwd: cena");
        assertThat(Subjects.reply("Reunión: hoy")).isEqualTo("Re: Reunión: hoy");
        assertThat(Subjects.reply("a\r\nBcc: b@example.net")).isEqualTo("Re: a Bcc: b@example.net");
    }

    @Test
    void aLongConversationKeepsItsBeginningAndItsEnd() {
        List<String> all = IntStream.range(0, 5_000).mapToObj(i -> "m" + i + "@x").toList();
        List<String> some =
                MessageIds.conversation(all, List.of(), java.util.Optional.of("last@x"));
        assertThat(some).hasSize(MessageIds.REFERENCES_MAX).startsWith("m0@x").endsWith("last@x");
    }

    @Test
    void onlyOneInReplyToTakesThePlaceOfReferences() {
        var last = java.util.Optional.of("last@x");
        assertThat(MessageIds.conversation(List.of(), List.of("a@x"), last))
                .containsExactly("a@x", "last@x");
        assertThat(MessageIds.conversation(List.of(), List.of("a@x", "b@x"), last))
                .containsExactly("last@x");
    }

    @Test
    void aForwardHasTheHeaderAndTheTextUnquoted() throws IOException {
        Started begun =
                spanish.forward(
                        original(
                                "From: Bea <bea@example.net>",
                                "To: ana@example.org",
                                "Subject: cena",
                                "",
                                "texto"));
        assertThat(begun.draft().to()).isEmpty();
        assertThat(begun.draft().subject()).isEqualTo("Fwd: cena");
        assertThat(begun.draft().inReplyTo()).isEmpty();
        assertThat(begun.quote())
                .isEqualTo(
                        """
                        -------- Mensaje reenviado --------
                        De: Bea <bea@example.net>
                        Para: ana@example.org
                        Asunto: cena

                        texto\
                        """);
    }

    @Test
    void aLinkAsksOnlyForWhatIsSeen() {
        Draft draft =
                spanish.link(
                                "mailto:bea@example.net,%22c%22@example.net?cc=d@example.net"
                                        + "&subject=a%0D%0ABcc:%20evil@example.net&body=uno%0D%0Ados"
                                        + "&attach=/etc/passwd&from=x@example.net&X-Foo=1"
                                        + "&In-Reply-To=%3Cm1@example.net%3E")
                        .draft();
        assertThat(addresses(draft.to())).hasSize(2).contains("bea@example.net");
        assertThat(addresses(draft.cc())).containsExactly("d@example.net");
        assertThat(draft.bcc()).isEmpty();
        assertThat(draft.subject()).isEqualTo("a Bcc: evil@example.net");
        assertThat(draft.text()).startsWith("uno\ndos\n");
        assertThat(draft.attachments()).isEmpty();
        assertThat(draft.from().address()).isEqualTo("ana@example.org");
        assertThat(draft.inReplyTo()).contains("m1@example.net");
    }

    @Test
    void whatIsNoLinkAsksForNothing() {
        for (String link :
                List.of(
                        "",
                        "mailto:",
                        "http://example.org",
                        "mailto:%",
                        "mailto:?&&==&subject",
                        "mailto:a@b?" + "x".repeat(MailtoLink.LENGTH_MAX))) {
            assertThat(spanish.link(link).draft().subject()).as(link).isEmpty();
        }
    }
}
