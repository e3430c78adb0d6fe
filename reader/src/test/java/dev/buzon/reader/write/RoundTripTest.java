package dev.buzon.reader.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.client.smtp.Letter;
import dev.buzon.reader.mime.Mail;
import dev.buzon.reader.mime.Person;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is written comes back from the octets as it was. */
final class RoundTripTest {
    private static final OffsetDateTime DATE = OffsetDateTime.parse("2026-11-23T04:00:00+01:00");
    private static final Own ANA =
            new Own(
                    "ana@example.org",
                    List.of(new Own.Identity(new Person("Ana", "ana@example.org"), "")));
    private static final int RUNS = 400;

    @TempDir private Path folder;

    @Test
    void draftsComeBackFromTheirOctets() throws Exception {
        long first = Long.getLong("seed", 20_261_123L);
        for (long seed = first; seed < first + RUNS; seed++) {
            Draft draft = new Writer(new Random(seed)).draft();
            byte[] octets = Composed.of(draft, Composed.Form.DRAFT, DATE, 7).octets();
            assertSevenBitAndShort(octets, seed);
            Path file = Files.write(folder.resolve("draft.eml"), octets);
            DraftReader reader = DraftReader.in(file);
            Draft back = reader.draft(ANA);
            assertThat(reader.version()).isEqualTo(7);
            assertThat(shown(back)).as("-Dseed=%d", seed).isEqualTo(shown(draft));
            assertThat(contents(back)).as("-Dseed=%d", seed).isEqualTo(contents(draft));
        }
    }

    @Test
    void whatIsSentIsTakenAsALetterWithoutBcc() throws Exception {
        long first = Long.getLong("seed", 20_261_123L);
        for (long seed = first; seed < first + RUNS / 4; seed++) {
            Draft draft =
                    new Writer(new Random(seed))
                            .draft()
                            .to(
                                    List.of(new Person("Bea", "bea@example.net")),
                                    List.of(),
                                    List.of(new Person("", "hidden@example.net")));
            byte[] octets = Composed.of(draft, Composed.Form.LETTER, DATE, 0).octets();
            Letter letter = Letter.of(octets);
            assertThat(letter.eightBit()).as("-Dseed=%d", seed).isFalse();
            assertThat(letter.messageId()).isEqualTo("<" + draft.messageId() + ">");
            assertThat(letter.envelope().recipients()).hasSize(2);
            var out = new java.io.ByteArrayOutputStream();
            letter.writeTo(java.nio.channels.Channels.newChannel(out));
            String sent = out.toString(StandardCharsets.ISO_8859_1);
            assertThat(sent).doesNotContain("hidden@").doesNotContain("X-Buzon");
            assertThat(Mail.of(out.toByteArray()).header().subject())
                    .as("-Dseed=%d", seed)
                    .isEqualTo(draft.subject());
        }
    }

    private static void assertSevenBitAndShort(byte[] octets, long seed) {
        int line = 0;
        for (byte octet : octets) {
            assertThat(octet).as("-Dseed=%d", seed).isPositive();
            line = octet == '\n' ? 0 : line + 1;
            assertThat(line).as("-Dseed=%d", seed).isLessThanOrEqualTo(998);
        }
    }

    private static List<Object> shown(Draft draft) {
        return List.of(
                draft.id(),
                draft.account(),
                draft.from(),
                draft.to(),
                draft.cc(),
                draft.bcc(),
                draft.subject(),
                normal(draft.text()),
                draft.html(),
                draft.inReplyTo(),
                draft.references(),
                draft.receipts(),
                draft.origin());
    }

    /** Quotations have one form, and blanks at the end of a line do not count. */
    private static String normal(String text) {
        return FlowedText.clean(text)
                .lines()
                .map(FlowedText::line)
                .map(line -> FlowedText.typed(line.depth(), line.text()))
                .collect(Collectors.joining("\n"));
    }

    private static List<String> contents(Draft draft) throws Exception {
        List<String> contents = new ArrayList<>();
        for (Attachment one : draft.attachments()) {
            try (InputStream in = one.content().open()) {
                contents.add(
                        one.id()
                                + "|"
                                + one.name()
                                + "|"
                                + new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
            }
        }
        return contents;
    }

    /** Somebody who writes all sorts of things. */
    private static final class Writer {
        private static final List<String> WORDS =
                List.of(
                        "hola",
                        "señor",
                        "From",
                        "--",
                        "-- ",
                        ">",
                        ">>",
                        "a",
                        "=?utf-8?Q?x?=",
                        "日本語",
                        "🙂",
                        "ñandú",
                        ".",
                        "..",
                        "https://example.org/" + "a".repeat(120),
                        "=3D",
                        "tab\there",
                        "x".repeat(90),
                        "«»",
                        "-");

        private final Random random;

        Writer(Random random) {
            this.random = random;
        }

        Draft draft() {
            return Draft.empty("ana@example.org", new Person(name(), "ana@example.org"))
                    .to(people(), people(), people())
                    .subject(subject())
                    .text(text(), random.nextInt(4) == 0 ? Optional.of(html()) : Optional.empty())
                    .answering(
                            random.nextBoolean() ? Optional.of("p1@example.net") : Optional.empty(),
                            random.nextBoolean() ? List.of("r1@x", "r2@y") : List.of())
                    .receipts(new Draft.Receipts(random.nextBoolean(), random.nextBoolean()))
                    .origin(
                            random.nextBoolean()
                                    ? Optional.of(
                                            new Draft.Origin(
                                                    Draft.Act.FORWARD, "ana@example.org", "", "u1"))
                                    : Optional.empty())
                    .attachments(attachments());
        }

        private List<Person> people() {
            List<Person> people = new ArrayList<>();
            for (int i = random.nextInt(3); i > 0; i--) {
                String half = random.nextInt(8) == 0 ? "half typed" : "p" + i + "@example.net";
                people.add(new Person(name(), half));
            }
            return people;
        }

        private String name() {
            return pick("", "Bea", "Bea Núñez", "Núñez, Bea", "B. \"The\" N\\", "日本 太郎", "a@b");
        }

        private String subject() {
            StringBuilder subject = new StringBuilder();
            for (int i = random.nextInt(6); i > 0; i--) {
                subject.append(WORDS.get(random.nextInt(WORDS.size())).replace("\t", " "));
                subject.append(i > 1 ? " " : "");
            }
            return subject.toString()
                    .replace("=?utf-8?Q?x?=", "=?x")
                    .replaceAll(" +", " ") // readers show one
                    .strip();
        }

        private String text() {
            StringBuilder text = new StringBuilder();
            for (int line = random.nextInt(8); line > 0; line--) {
                for (int i = random.nextInt(30); i > 0; i--) {
                    text.append(WORDS.get(random.nextInt(WORDS.size())));
                    text.append(pick(" ", " ", " ", "  ", ""));
                }
                text.append(line > 1 ? "\n" : "");
            }
            return text.toString();
        }

        private String html() {
            return "<p>" + text().replace(">", "&gt;").replace("<", "&lt;") + "</p>\n";
        }

        private List<Attachment> attachments() {
            List<Attachment> attachments = new ArrayList<>();
            for (int i = random.nextInt(3); i > 0; i--) {
                byte[] octets = new byte[random.nextInt(300)];
                random.nextBytes(octets);
                attachments.add(
                        new Attachment(
                                MessageIds.newToken(),
                                pick("a.pdf", "número uno.pdf", "日本.txt", "x y z.bin"),
                                "application/pdf",
                                octets.length,
                                Attachment.Octets.of(octets)));
            }
            return attachments;
        }

        private String pick(String... some) {
            return some[random.nextInt(some.length)];
        }
    }
}
