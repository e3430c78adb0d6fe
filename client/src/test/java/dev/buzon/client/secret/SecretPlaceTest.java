package dev.buzon.client.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretPlaceTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "keyring",
                "vault",
                "ask",
                "command:pass show mail/ana",
                "command:\"/opt/my programs/secret\" \"it's\" \"a\\\"b\" \"\" c:\\d",
                "shell:pass show mail/ana | head -1",
                "env:MAIL_PASSWORD",
                "credential:mail-ana"
            })
    void linesAreReadAndPrintedAsTheyWere(String line) {
        assertThat(SecretPlace.parse(line).text()).isEqualTo(line);
    }

    @Test
    void wordsOfACommandAreSplitWithoutAShell() {
        assertThat(SecretPlace.parse("command: pass  show 'a b'c \"d \\\" e\" $HOME *|"))
                .isEqualTo(
                        new SecretPlace.Command(
                                List.of("pass", "show", "a bc", "d \" e", "$HOME", "*|")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "s3cret",
                "Keyring",
                "keyring:x",
                "command:",
                "command:''",
                "command:a 'b",
                "shell:",
                "env:",
                "env:A B",
                "env:1A",
                "credential:",
                "credential:../x",
                "credential:.x",
                "credential:a/b",
                "env",
                "password:s3cret",
                "vault:\nx"
            })
    void whatIsNoPlaceIsRefusedAndNeverRepeated(String line) {
        assertThatThrownBy(() -> SecretPlace.parse(line))
                .isInstanceOf(IllegalArgumentException.class)
                .satisfies(
                        e -> assertThat(String.valueOf(e.getMessage())).doesNotContain("s3cret"));
    }

    @Test
    void onlyKeyringAndVaultKeep() {
        assertThat(SecretPlace.parse("keyring").keeps()).isTrue();
        assertThat(SecretPlace.parse("vault").keeps()).isTrue();
        assertThat(SecretPlace.parse("ask").keeps()).isFalse();
        assertThat(SecretPlace.parse("command:x").keeps()).isFalse();
    }

    @Test
    void anyWordsComeBackAsTheyWere() {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        for (int i = 0; i < 2000; i++) {
            List<String> words = new ArrayList<>(List.of("program"));
            for (int w = random.nextInt(4); w > 0; w--) {
                var word = new StringBuilder();
                for (int c = random.nextInt(6); c > 0; c--) {
                    word.append("ab \\\"'$é".charAt(random.nextInt(8)));
                }
                words.add(word.toString());
            }
            var place = new SecretPlace.Command(words);
            assertThat(SecretPlace.parse(place.text())).as("-Dseed=%d", seed).isEqualTo(place);
        }
    }
}
