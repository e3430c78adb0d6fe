package dev.buzon.client.secret;

import static dev.buzon.client.secret.Written.secret;
import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.client.secret.VaultText.Octets;
import java.security.SecureRandom;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.junit.jupiter.api.Test;

class VaultCipherTest {
    @Test
    void passphraseIsStretchedAsTheJdkStretchesIt() throws Exception {
        byte[] salt = new byte[16];
        new SecureRandom().nextBytes(salt);
        byte[] expected =
                SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                        .generateSecret(new PBEKeySpec("contraseña".toCharArray(), salt, 1000, 256))
                        .getEncoded();
        assertThat(VaultCipher.pbkdf2(secret("contraseña"), 1000, new Octets(salt)))
                .isEqualTo(expected);
    }

    @Test
    void whatIsSealedOpensWithTheSameKeysOnly() {
        var random = new SecureRandom();
        var salt = VaultCipher.salt(random);
        var cipher = VaultCipher.stretching(secret("right"), 5, salt);
        var text = cipher.seal(new byte[] {1, 2, 3}, random);
        assertThat(cipher.made(text)).isTrue();
        assertThat(VaultCipher.stretching(secret("right"), 5, salt).open(text).orElseThrow())
                .containsExactly(1, 2, 3);
        assertThat(VaultCipher.stretching(secret("wrong"), 5, salt).made(text)).isFalse();
        assertThat(VaultCipher.stretching(secret("right"), 6, salt).made(text)).isFalse();
        assertThat(VaultCipher.stretching(secret("wrong"), 5, salt).open(text)).isEmpty();
    }
}
