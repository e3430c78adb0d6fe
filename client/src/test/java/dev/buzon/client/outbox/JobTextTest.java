package dev.buzon.client.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.client.smtp.Envelope;
import dev.buzon.client.smtp.Fate;
import dev.buzon.protocol.smtp.MailParameters.Ret;
import dev.buzon.protocol.smtp.Mailbox;
import dev.buzon.protocol.smtp.RcptParameters.NotifyOn;
import dev.buzon.protocol.smtp.ReversePath;
import dev.buzon.protocol.smtp.Xtext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The lines of a journal: what is printed is read, and what is damaged is not. */
class JobTextTest {
    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void everyEventComesBack() {
        for (int round = 0; round < 500; round++) {
            JobEvent event = event();
            byte[] line = JobText.print(event);
            assertThat(line[line.length - 1]).isEqualTo((byte) '\n');
            byte[] text = Arrays.copyOf(line, line.length - 1);
            assertThat(new String(text, java.nio.charset.StandardCharsets.UTF_8))
                    .doesNotContain("\n", "\r");
            assertThat(JobText.parse(text)).as("-Dseed=%d", seed).contains(event);
        }
    }

    @Test
    void noDamagedLineIsRead() {
        for (int round = 0; round < 300; round++) {
            byte[] line = JobText.print(event());
            byte[] text = Arrays.copyOf(line, line.length - 1);
            byte[] flipped = text.clone();
            flipped[random.nextInt(text.length)] ^= (byte) (1 << random.nextInt(8));
            assertThat(JobText.parse(flipped)).as("-Dseed=%d", seed).isEmpty();
            assertThat(JobText.parse(Arrays.copyOf(text, random.nextInt(text.length))))
                    .as("-Dseed=%d", seed)
                    .isEmpty();
        }
    }

    private JobEvent event() {
        Instant at = Instant.ofEpochSecond(random.nextInt(Integer.MAX_VALUE));
        return switch (random.nextInt(6)) {
            case 0 -> queued(at);
            case 1 -> new JobEvent.Begun(at, List.of(0, 3, random.nextInt(100)));
            case 2 -> new JobEvent.Ending(at);
            case 3 -> new JobEvent.Unreached(at, "no connection: \"x\"\n\u00e9");
            case 4 -> new JobEvent.Revived(at);
            default -> new JobEvent.Answered(at, fates(), at.plusSeconds(300));
        };
    }

    private JobEvent queued(Instant at) {
        return new JobEvent.Queued(
                at,
                "ana@example.test",
                new Envelope(
                        random.nextBoolean()
                                ? new ReversePath.Nobody()
                                : new ReversePath.Sender(new Mailbox("a \"b", "example.test")),
                        List.of(
                                new Mailbox("jos\u00e9", "ej\u00e9mplo.test"),
                                new Mailbox("b", "[192.0.2.1]")),
                        new Envelope.Reports(
                                random.nextBoolean()
                                        ? Optional.of(Set.of())
                                        : Optional.of(Set.of(NotifyOn.FAILURE, NotifyOn.DELAY)),
                                Optional.of(Ret.FULL),
                                Optional.of(Xtext.encode("a=b")))),
                "<x@y>",
                "\u00bfqu\u00e9 tal? {}\",",
                random.nextLong(1L << 40));
    }

    private List<Fate> fates() {
        List<Fate> fates = new ArrayList<>();
        for (Fate.Kind kind : Fate.Kind.values()) {
            fates.add(new Fate(kind, random.nextInt(600), "5.1.1 \"no\"\\ \u00e9"));
        }
        return fates;
    }
}
