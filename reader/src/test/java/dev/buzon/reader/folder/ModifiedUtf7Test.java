package dev.buzon.reader.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** RFC 3501 §5.1.3. */
class ModifiedUtf7Test {
    private static final long SEED = Long.getLong("seed", 20_261_123L);

    @Test
    void namesAreEncodedAsOtherProgramsDo() {
        assertThat(ModifiedUtf7.encode("Entw\u00fcrfe")).isEqualTo("Entw&APw-rfe");
        assertThat(ModifiedUtf7.encode("R&D")).isEqualTo("R&-D");
        assertThat(ModifiedUtf7.encode("~peter/mail/\u53f0\u5317/\u65e5\u672c\u8a9e"))
                .isEqualTo("~peter/mail/&U,BTFw-/&ZeVnLIqe-");
    }

    @Test
    void whatIsNotWellFormedIsNoName() {
        for (String odd :
                new String[] {
                    "&", "&abc", "caf\u00e9", "&!!-", "a&AGE-", "&APw", "&AP-", "&2D0-"
                }) {
            assertThat(ModifiedUtf7.decode(odd)).as(odd).isEmpty();
        }
        assertThat(ModifiedUtf7.decode("a".repeat(256))).isEmpty();
    }

    @Test
    void everyNameComesBack() {
        Random random = new Random(SEED);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder name = new StringBuilder();
            for (int c = random.nextInt(12); c > 0; c--) {
                int code =
                        switch (random.nextInt(4)) {
                            case 0 -> ' ' + random.nextInt(95);
                            case 1 -> '&';
                            case 2 -> 0x80 + random.nextInt(0x3000);
                            default -> 0x1f600 + random.nextInt(60);
                        };
                name.appendCodePoint(code);
            }
            String encoded = ModifiedUtf7.encode(name.toString());
            assertThat(ModifiedUtf7.decode(encoded)).as("seed %d", SEED).contains(name.toString());
            assertThat(encoded.chars()).allMatch(c -> c >= 0x20 && c < 0x7f);
        }
    }

    @Test
    void anyOctetsAreDecodedToOneNameOrNone() {
        Random random = new Random(SEED);
        String alphabet = "&-AaBPUw8,+/z0 ";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder odd = new StringBuilder();
            for (int c = random.nextInt(14); c > 0; c--) {
                odd.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            String text = odd.toString();
            ModifiedUtf7.decode(text)
                    .ifPresent(name ->
                            assertThat(ModifiedUtf7.encode(name))
                                    .as("seed %d", SEED)
                                    .isEqualTo(text));
        }
    }
}
